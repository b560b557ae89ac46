"""The two windows in which pages are looked at: as different as people's can be.

The second belongs to the long run: what goes wrong there nearly always goes wrong in the first too.
"""

from __future__ import annotations

import pytest

WINDOWS = [
    pytest.param({"viewport": {"width": 1280, "height": 800}}, id="desktop"),
    pytest.param(
        {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
        id="dark phone",
        marks=pytest.mark.long,
    ),
]
