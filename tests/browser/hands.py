"""How somebody works a page: with a pointer, or with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ElementHandle, Locator, Page

IS_SEEN = """element => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const around = element.closest(".search");
  const points = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x, y]));
  const isFree = points.some(([x, y]) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && (top === element || element.contains(top) || top.contains(element));
  });
  if (!ring && !around) return "geen zichtbare rand";
  return isFree ? "" : "verborgen achter iets anders";
}"""
"""What is wrong with the focus on an element: no ring, or all of it lies behind something."""


class Pointer:
    """Somebody with a mouse, or a finger."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def activate(self, target: Locator) -> None:
        """Press a button, follow a link, open what is folded."""
        target.click()

    def write(self, field: Locator, text: str) -> None:
        """Put this text in a field in place of what is there."""
        field.fill(text)

    def tick(self, box: Locator) -> None:
        """Turn a box or a choice on."""
        box.check()

    def untick(self, box: Locator) -> None:
        """Turn a box off."""
        box.uncheck()

    def choose(self, field: Locator, option: str) -> None:
        """Choose an option of a list by what it says."""
        field.select_option(label=option)

    def upload(self, field: Locator, file: Path) -> None:
        """Choose a file."""
        field.set_input_files(file)


class Keyboard(Pointer):
    """Somebody with keys only, who must see where the focus is at every step."""

    FARTHEST = 150

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        # from the start: listening only when it opens may be too late
        page.on("filechooser", lambda _chooser: None)

    def activate(self, target: Locator) -> None:
        # waits for the page that it leads to, as a click does; `page.keyboard` does not
        self._reach(target).press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, box: Locator) -> None:
        self._reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")

    def untick(self, box: Locator) -> None:
        self._reach(box)
        self.page.keyboard.press("Space")

    def choose(self, field: Locator, option: str) -> None:
        self._reach(field)
        self.page.keyboard.type(option)

    def upload(self, field: Locator, file: Path) -> None:
        self._reach(field)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(file)

    def _reach(self, target: Locator) -> ElementHandle:
        """Press Tab until it has the focus, and look whether one can see so."""
        element = target.element_handle()
        for _ in range(self.FARTHEST):
            if element.evaluate("element => element === document.activeElement"):
                wrong = element.evaluate(IS_SEEN)
                assert not wrong, f"{self.page.url}: {target}: {wrong}"
                return element
            self.page.keyboard.press("Tab")
        pytest.fail(f"{self.page.url}: {target} is met Tab niet te bereiken")
