"""Under which pillars and elements each practice is filed, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..models import Element, Origin, PillarTag, Practice
from .unknown import UNKNOWN
from .verdicts import DIFFERS, SAME, UNCLEAR, Compared, Verdict


@dataclass(frozen=True)
class Sign:
    """Whether a practice is filed under a pillar or element. origin: who says so, "" for not;
    belongs: the same, for a pillar also by one of its elements; None when nobody knows.
    """

    origin: str
    belongs: bool | None

    @property
    def words(self) -> str:
        """The same in words."""
        return Origin(self.origin).label.lower() if self.origin else UNKNOWN.filed


@dataclass(frozen=True)
class SignRow(Compared):
    """One pillar or element for all practices. code: "2" or "2a"."""

    code: str
    name: str
    address: str
    signs: list[Sign]

    @property
    def pillar(self) -> str:
        """The code of the pillar."""
        return self.code[0]

    @property
    def is_pillar(self) -> bool:
        """True for a pillar as a whole, under which a source may file without an element."""
        return len(self.code) == 1

    @property
    def is_named(self) -> bool:
        """Whether one of them belongs here."""
        return any(sign.belongs for sign in self.signs)

    @property
    def verdict(self) -> Verdict | None:
        """Whether they differ in belonging here, whoever says so; None when none is filed here."""
        if not any(sign.origin for sign in self.signs):
            return None
        if {True, False} <= {sign.belongs for sign in self.signs}:
            return DIFFERS
        if all(sign.origin for sign in self.signs):
            return SAME
        return None if all(sign.belongs for sign in self.signs) else UNCLEAR

    @property
    def has_gap(self) -> bool:
        """Whether one of them belongs here and nobody knows it of another."""
        return self.verdict == UNCLEAR


def sign_rows(practices: list[Practice]) -> list[SignRow]:
    """The pillars, each followed by its elements, for practices that were read by `choose`."""
    filed = [{_code(tag): tag.origin for tag in one.pillar_tags.all()} for one in practices]
    rows: dict[str, SignRow] = {}
    for element in Element.objects.select_related("pillar"):
        for node in (element.pillar, element):
            signs = [_sign(node.code, codes) for codes in filed]
            row = SignRow(node.code, node.name, node.get_absolute_url(), signs)
            rows.setdefault(node.code, row)
    return list(rows.values())


def _sign(code: str, codes: Mapping[str, str]) -> Sign:
    """The sign of a practice that is filed under these, with who says so.

    Filed under nothing, or under a pillar without any of its elements, leaves open which ones.
    """
    origin = codes.get(code, "")
    if any(own.startswith(code) for own in codes):
        return Sign(origin, belongs=True)
    within = {own for own in codes if own.startswith(code[0])}
    return Sign(origin, belongs=False if codes and within != {code[0]} else None)


def _code(tag: PillarTag) -> str:
    return tag.element_id or tag.pillar_id
