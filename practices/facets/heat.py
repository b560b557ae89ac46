"""How dark a count is shown: one scale for maps of regions and for the matrix of elements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DARKEST = 4
"""Classes of heat: 0 for nothing, 1 to 4 for more and more."""


@dataclass(frozen=True)
class Shade:
    """What a class of heat stands for: from `least` to `most` practices, None for no limit."""

    heat: int
    least: int
    most: int | None

    def __str__(self) -> str:
        """For example "1", "2 of 3", "4 tot en met 7" or "8 of meer"."""
        if self.most is None:
            return f"{self.least} of meer"
        if self.most - self.least < 2:
            return " of ".join(map(str, range(self.least, self.most + 1)))
        return f"{self.least} tot en met {self.most}"


def shades_for(most: int) -> tuple[Shade, ...]:
    """Four classes of counts, each as many times wider as the last: most counts are small.

    most: the largest count in the picture. As long as that is below 27 the classes are 1, 2 to 3,
    4 to 7 and 8 or more, so that pictures can be held beside each other.
    """
    times = 2
    while (times + 1) ** (DARKEST - 1) <= most:
        times += 1
    bounds = [times**power for power in range(DARKEST)]
    return tuple(
        Shade(heat, least, after - 1 if after else None)
        for heat, (least, after) in enumerate(zip(bounds, [*bounds[1:], 0], strict=True), start=1)
    )


def heat_of(count: int, shades: Iterable[Shade]) -> int:
    """The class that a count is in, 0 for none."""
    return sum(count >= shade.least for shade in shades)
