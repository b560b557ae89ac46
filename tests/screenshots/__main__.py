"""`python -m tests.screenshots`: pictures of every public page; script/screenshots tells how."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from ..benchmark.servers import BenchmarkError
from ..browser.chromium import CHROMIUM, launch_options
from ..browser.public_pages import PUBLIC, PublicPage
from ..browser.real_site import PROXY, real_site

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs/images/schermen"
WIDTHS = {360: 800, 1280: 900}
"""Of the window, with its height, in pixels."""
SCHEMES: dict[str, Any] = {"licht": "light", "donker": "dark"}
HIGHEST = 1600
"""Pixels of a page in the documents: about two screens; a list goes on like that."""
COLOURS = 40
VIVID = 70
"""How far the parts of a colour lie apart that is no grey or wash."""


def main(arguments: Sequence[str]) -> int:
    """Make what is asked for; 0 when all of it was made, 2 when something is missing."""
    given = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # and so end what was started
    known = {one.name: one for one in PUBLIC}
    if unknown := sorted(set(given.pages) - set(known)):
        return _fail(f"onbekende bladzijde: {', '.join(unknown)}", f"Kies uit: {', '.join(known)}")
    if CHROMIUM is None:
        return _fail("Chromium ontbreekt.", "Debian of Ubuntu: apt-get install chromium")
    chosen = [known[name] for name in given.pages] or [one for one in PUBLIC if one.is_shown]
    given.folder.mkdir(parents=True, exist_ok=True)
    try:
        sizes = list(_pictures(chosen, given.folder, given.highest))
    except BenchmarkError as error:
        return _fail(str(error))
    _say(f"{len(sizes)} beelden, {sum(sizes) / 1e6:.1f} MB, in {given.folder}")
    return 0


HELP = """\
Maak beelden van elke openbare bladzijde, met de echte inhoud, op 360 en 1280 pixels breed, licht en
donker. De beelden komen in docs/images/schermen.

  script/screenshots                       alle bladzijden van docs/screens.md
  script/screenshots voorpagina scan       alleen deze
  script/screenshots --heel                hele bladzijden, hoe lang ook
  script/screenshots --uit /tmp/beelden    in een andere map
"""


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("script/screenshots", add_help=False, formatter_class=raw)
    add = parser.add_argument
    add("-h", "--help", action="version", version=HELP)
    add("pages", nargs="*")
    add("--uit", dest="folder", type=Path, default=FOLDER)
    add("--heel", dest="highest", action="store_const", const=16_000, default=HIGHEST)
    return parser


def _fail(*lines: str) -> int:
    sys.stderr.write("".join(f"FOUT: {line}\n" for line in lines))
    return 2


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _pictures(chosen: Sequence[PublicPage], folder: Path, highest: int) -> Iterator[int]:
    """Make them one after the other; gives the bytes of each."""
    with (
        tempfile.TemporaryDirectory(prefix="kennisbank-schermen-") as data,
        real_site(Path(data), application=f"{__package__}.site") as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        for one in chosen:
            _say(one.name)
            for width, height in WIDTHS.items():
                address = site + one.address
                for scheme, png in _shots(browser, address, (width, height), highest).items():
                    yield _keep(png, folder / f"{one.name}-{width}-{scheme}.webp")
        browser.close()


def _shots(
    browser: Browser, address: str, window: tuple[int, int], highest: int
) -> dict[str, bytes]:
    """The page as PNG in light and in dark; it is loaded once."""
    width, height = window
    context = browser.new_context(
        viewport={"width": width, "height": height},
        extra_http_headers=PROXY,
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    tall = min(highest, int(page.evaluate("document.documentElement.scrollHeight")))
    # a window as high as the picture: what sticks to its foot then stands at the foot
    page.set_viewport_size({"width": width, "height": max(height, tall)})
    taken = {}
    for name, scheme in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        taken[name] = page.screenshot(animations="disabled")
    context.close()
    return taken


def _keep(png: bytes, file: Path) -> int:
    """Write a picture in the colours that matter to the eye. Gives its bytes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    palette = Image.new("P", (1, 1))
    palette.putpalette([shade for colour in _colours(picture) for shade in colour])
    few = picture.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
    few.save(file, "WEBP", lossless=True, quality=80, method=4)
    return file.stat().st_size


def _colours(picture: Image.Image) -> list[tuple[int, int, int]]:
    """The commonest colours, of surfaces and text, and of the vivid ones those of small signs."""
    counted: Any = picture.getcolors(picture.width * picture.height)
    commonest = [colour for _, colour in sorted(counted, reverse=True)]
    vivid = [colour for colour in commonest if max(colour) - min(colour) > VIVID]
    return [*commonest[:COLOURS], *vivid[:COLOURS]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
