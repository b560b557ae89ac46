"""What a form showed, so that a save writes what this person changed and nothing else.

A form carries a seal: a short digest of each value as it was shown. When it comes back, a value
that still has its digest was not touched; a value that was touched, while the stored one is no
longer what was shown, clashes with somebody else's change (R-01).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..workflow.proposals import ORDERED, TREES

UNORDERED = frozenset({*ORDERED, *TREES})


@dataclass(frozen=True)
class Changes:
    """mine: values that may be written;  clashing: values that somebody else changed too."""

    mine: dict[str, Any]
    clashing: dict[str, Any]


def seal(values: Mapping[str, Any]) -> str:
    """The digests of these values, for a hidden field."""
    return ".".join(f"{name}-{_digest(name, value)}" for name, value in values.items())


def renewed(old: str, values: Mapping[str, Any], *, keep: Iterable[str]) -> str:
    """A seal on these values, except that the fields in `keep` stay as they were sealed before.

    For a form that comes back with errors: what was not written was not seen in its new state.
    """
    before, now = _opened(old), _opened(seal(values))
    now |= {name: before[name] for name in keep if name in before}
    return ".".join(f"{name}-{digest}" for name, digest in now.items())


def changes(
    stored: Mapping[str, Any],
    posted: Mapping[str, Any],
    sealed: str,
    *,
    together: Iterable[frozenset[str]] = (),
) -> Changes:
    """What a form changed, parted into what may be written and what clashes.

    together: fields that are only right with each other, such as the begin and end of a period:
    when one is touched, both are written. A value without a seal counts as touched.
    """
    shown = _opened(sealed)
    touched = {name for name, value in posted.items() if _digest(name, value) != shown.get(name)}
    for group in together:
        if group & touched:
            touched |= group & posted.keys()
    mine: dict[str, Any] = {}
    clashing: dict[str, Any] = {}
    for name in sorted(touched):
        now = _digest(name, stored[name])
        if now == _digest(name, posted[name]):
            continue
        side = mine if now == shown.get(name, now) else clashing
        side[name] = posted[name]
    for group in together:
        if group & clashing.keys():
            clashing |= {name: mine.pop(name) for name in group & mine.keys()}
    return Changes(mine, clashing)


def _digest(name: str, value: Any) -> str:
    if name in UNORDERED:
        value = sorted(value, key=str)
    text = json.dumps(value or "", sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _opened(sealed: str) -> dict[str, str]:
    pairs = (part.rpartition("-") for part in sealed.split("."))
    return {name: digest for name, _, digest in pairs if name}
