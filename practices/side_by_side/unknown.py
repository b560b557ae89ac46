"""What a page says of a fact that nobody knows: the same words wherever that fact is missing."""

from __future__ import annotations

from typing import NamedTuple


class Unknown(NamedTuple):
    """The words by what is missing. named: any fact that the source leaves out;  filed: a pillar or
    element;  judged: what the description rests on;  dated: a date of the sources;  confirmed: that
    it still is so."""

    named: str = "niet genoemd in de bron"
    filed: str = "niet genoemd"
    judged: str = "nog niet beoordeeld"
    dated: str = "de bron heeft geen datum"
    confirmed: str = "nog niet bevestigd door de organisatie"


UNKNOWN = Unknown()
