"""What the elements are set against: sectors, or regions of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Region


@dataclass(frozen=True)
class Axis:
    """What the elements are set against.

    name: the public value of `naar`;  facet: the facet whose values are the rows;
    kinds: only values of these groups, in this order; none for the whole vocabulary, as trees.
    """

    name: str
    facet: str
    kinds: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """What the addresses of this matrix end with; "" for the default."""
        return "" if self == _AXES[0] else f"?naar={self.name}"


_LARGE = (str(Region.Kind.COUNTRY.label), str(Region.Kind.PROVINCE.label))
_AXES = (
    Axis("sector", "sector"),
    Axis("regio", "regio", _LARGE),
    Axis("arbeidsmarktregio", "regio", (str(Region.Kind.LABOUR_MARKET.label),)),
)
AXES = {axis.name: axis for axis in _AXES}
"""The matrices that there are, by the value of `naar`; the first is the default."""


def axis_of(region: Region) -> Axis:
    """The matrix in which a region has a row, or that of the provinces when none has one."""
    kind = str(region.get_kind_display())
    return next((axis for axis in _AXES if kind in axis.kinds), AXES["regio"])
