"""Under which pillars and elements each practice is filed, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Element, Origin, PillarTag, Practice


@dataclass(frozen=True)
class Sign:
    """Whether a practice is filed under a pillar or element. origin: who says so, "" for not."""

    origin: str

    @property
    def words(self) -> str:
        """The same in words."""
        return Origin(self.origin).label.lower() if self.origin else "niet genoemd"


@dataclass(frozen=True)
class SignRow:
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
    def differs(self) -> bool:
        """Whether not all practices have the same sign."""
        return len(set(self.signs)) > 1


def matrix(practices: list[Practice]) -> list[SignRow]:
    """The pillars, each followed by its elements, for practices that were read by `choose`."""
    filed = [{_code(tag): tag.origin for tag in one.pillar_tags.all()} for one in practices]
    rows: dict[str, SignRow] = {}
    for element in Element.objects.select_related("pillar"):
        for node in (element.pillar, element):
            signs = [Sign(codes.get(node.code, "")) for codes in filed]
            row = SignRow(node.code, node.name, node.get_absolute_url(), signs)
            rows.setdefault(node.code, row)
    return list(rows.values())


def _code(tag: PillarTag) -> str:
    return tag.element_id or tag.pillar_id
