"""The colours of the site, read from the tokens of its stylesheet: that alone knows them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

STYLESHEET = Path(__file__).parents[1] / "static" / "practices" / "kennisbank.css"


def colours(css: str) -> dict[str, tuple[str, str]]:
    """The light and the dark value of each colour in a stylesheet, without `--kb-`."""
    found = re.findall(r"--kb-([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    return {name: (light, dark) for name, light, dark in found}


@cache
def light() -> dict[str, str]:
    """The colours of this site in the light, like {"ink": "#14262a"}; a process reads them once."""
    known = colours(STYLESHEET.read_text(encoding="utf-8"))
    return {name: colour for name, (colour, _) in known.items()}
