"""The colours of the site with their contrast."""

from __future__ import annotations

from dataclasses import dataclass

from ..pictures.palette import STYLESHEET, colours

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of shapes and borders (WCAG 2.2, 1.4.3 and 1.4.11)."""

USES = {
    "ink": ("Inkt", "tekst en dikke lijnen", TEXT),
    "soft": ("Zacht", "bijzaken", TEXT),
    "edge": ("Rand", "randen van velden", SHAPE),
    "accent": ("Dijkgroen", "koppelingen en knoppen", TEXT),
    "accent-deep": ("Diepgroen", "koppelingen onder de muis", TEXT),
    "p1": ("Oker, tekst", "codes van geld", TEXT),
    "p1-fill": ("Oker, vorm", "tekens van geld", SHAPE),
    "p2": ("Lucht, tekst", "codes van werk", TEXT),
    "p2-fill": ("Lucht, vorm", "tekens van werk", SHAPE),
    "p3": ("Braam, tekst", "codes van leven", TEXT),
    "p3-fill": ("Braam, vorm", "tekens van leven", SHAPE),
}
"""What stands on paper and on the wash: name, use, and the contrast it needs there."""


@dataclass(frozen=True)
class Shade:
    """A colour in one scheme, and its contrast on paper and on the wash, rounded down."""

    colour: str
    on_paper: float
    on_wash: float


@dataclass(frozen=True)
class Swatch:
    """A colour of the site."""

    token: str
    name: str
    use: str
    least: float
    light: Shade
    dark: Shade

    @property
    def is_enough(self) -> bool:
        """Whether it can be read wherever it stands."""
        ratios = (s for shade in (self.light, self.dark) for s in (shade.on_paper, shade.on_wash))
        return min(ratios) >= self.least


def swatches() -> list[Swatch]:
    """The colours of `USES`, in that order."""
    known = colours(STYLESHEET.read_text(encoding="utf-8"))
    return [
        Swatch(f"--kb-{token}", name, use, least, *(_shade(known, token, n) for n in (0, 1)))
        for token, (name, use, least) in USES.items()
    ]


def _shade(known: dict[str, tuple[str, str]], token: str, scheme: int) -> Shade:
    colour, paper, wash = (known[name][scheme] for name in (token, "paper", "wash"))
    return Shade(colour, contrast(colour, paper), contrast(colour, wash))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours like "#14262a", 1 to 21, rounded down to one decimal."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return int((high + 0.05) / (low + 0.05) * 10) / 10


def _luminance(colour: str) -> float:
    """The relative luminance that WCAG 2.2 defines, 0 to 1."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
