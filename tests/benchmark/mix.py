"""The forty questions of the benchmark, made from the first thousand records.

As those are the same however many records there are, so are the questions. Each wants the exact
number of practices, twenty of them, and the counts of all facets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from .records import Maker, Record, expanded

SAMPLE = 1000
NOBODY_WRITES_THIS = "xqzwvlarp"


@dataclass(frozen=True)
class Request:
    """One question. filters: keys by facet;  years: first and last, as the public parameters."""

    name: str
    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    page: int = 1
    sort: str = ""

    @property
    def query(self) -> str:
        """The question as the public parameters ask it."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, key) for facet, keys in self.filters.items() for key in keys]
        if self.years:
            pairs += zip(("jaarVan", "jaarTot"), map(str, self.years), strict=True)
        pairs += [("sorteer", self.sort)] if self.sort else []
        pairs += [("pagina", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    @property
    def is_multi_select(self) -> bool:
        """Two values of one facet are asked for."""
        return any(len(keys) > 1 for keys in self.filters.values())

    def allows(self, record: Record, keys: Mapping[str, set[str]]) -> bool:
        """Whether the filters leave this record with these keys; words do not count."""
        if self.years:
            first, last = self.years
            if record.first is None or record.first > last or (record.last or last) < first:
                return False
        return all(keys[facet] & set(wanted) for facet, wanted in self.filters.items())


class Sample:
    """How common values and words are in the first thousand records."""

    def __init__(self, maker: Maker | None = None) -> None:
        maker = maker or Maker()
        self.values: dict[str, Counter[str]] = {facet: Counter() for facet in maker.vocabularies}
        words: Counter[str] = Counter()
        for record in maker.records(SAMPLE):
            words.update(set(re.findall(r"\w+", record.text.lower())))
            for facet, keys in expanded(record, maker.vocabularies).items():
                self.values[facet].update(keys)
        # long words only: none of these is so common in Dutch that an engine would skip it
        self.words = {w: n for w, n in words.items() if len(w) > 7 and w.isascii() and w.isalpha()}

    def value(self, facet: str, share: float, skip: int = 0) -> str:
        """The value that comes nearest to this share of the records; the next one, and so on."""
        return _nearest(self.values[facet], share, skip)

    def word(self, share: float, skip: int = 0) -> str:
        """The word that comes nearest to standing in this share of the records."""
        return _nearest(self.words, share, skip)


def _nearest(counts: Mapping[str, int], share: float, skip: int) -> str:
    return sorted(counts, key=lambda key: (abs(counts[key] - share * SAMPLE), key))[skip]


def mix(sample: Sample | None = None) -> list[Request]:
    """The forty questions."""
    sample = sample or Sample()
    return [*_lists(sample), *_one_facet(sample), *_several(sample), *_words(sample)]


def _lists(sample: Sample) -> list[Request]:
    pages = (2, 5, 50)
    return [Request("alles"), *(Request(f"alles, bladzijde {page}", page=page) for page in pages)]


def _one_facet(sample: Sample) -> list[Request]:
    ask = {
        "pijler": ("pijler", [(0.9, 0)]),
        "element": ("pijler", [(0.2, 0)]),
        "grote sector": ("sector", [(0.9, 0)]),
        "kleine sector": ("sector", [(0.01, 0)]),
        "grote regio": ("regio", [(0.25, 0)]),
        "kleine regio": ("regio", [(0.01, 0)]),
        "soort": ("soort", [(0.2, 0)]),
        "onderbouwing": ("onderbouwing", [(0.3, 0)]),
        "gewoon trefwoord": ("trefwoord", [(0.3, 0)]),
        "zeldzaam trefwoord": ("trefwoord", [(0.005, 0)]),
        "organisatie": ("organisatie", [(0.05, 0)]),
        "twee trefwoorden": ("trefwoord", [(0.2, 0), (0.05, 0)]),
        "drie regio's": ("regio", [(0.2, 0), (0.05, 0), (0.02, 0)]),
    }
    deep = {"sector": (sample.value("sector", 0.9),)}
    return [
        *(
            Request(name, filters={facet: tuple(sample.value(facet, *near) for near in wanted)})
            for name, (facet, wanted) in ask.items()
        ),
        Request("grote sector, bladzijde 20", filters=deep, page=20),
    ]


def _several(sample: Sample) -> list[Request]:
    def some(facet: str, *shares: float) -> dict[str, tuple[str, ...]]:
        return {facet: tuple(sample.value(facet, share) for share in shares)}

    large = some("sector", 0.9)
    return [
        Request("sector, regio's, onderbouwing",
                filters=large | some("regio", 0.2, 0.1) | some("onderbouwing", 0.4, 0.2)),
        Request("sector, pijler, fases",
                filters=some("sector", 0.1) | some("pijler", 0.9) | some("fase", 0.4, 0.2, 0.1)),
        Request("regio, pijler, trefwoorden",
                filters=some("regio", 0.1) | some("pijler", 0.7)
                | some("trefwoord", 0.3, 0.2, 0.1)),
        Request("trefwoord, fase, jaren",
                filters=some("trefwoord", 0.2) | some("fase", 0.4), years=(2022, 2024)),
        Request("sectoren, pijlers, trefwoorden",
                filters=some("sector", 0.3, 0.1) | some("pijler", 0.2, 0.1)
                | some("trefwoord", 0.3, 0.2, 0.1)),
        Request("sector, regio, elementen, onderbouwing",
                filters=some("sector", 0.4) | some("regio", 0.2) | some("pijler", 0.2, 0.15)
                | some("onderbouwing", 0.4)),
        Request("niets: sector, soort, bron, jaren",
                filters=large | some("soort", 0.4) | some("bron", 0.3), years=(1950, 1960)),
    ]  # fmt: skip


def _words(sample: Sample) -> list[Request]:
    word = sample.word
    common, usual = word(0.6), word(0.3)
    sector, region = sample.value("sector", 0.9), sample.value("regio", 0.1)
    element, kinds = sample.value("pijler", 0.2), ("beschreven", "eigen-cijfers")
    tags = (sample.value("trefwoord", 0.3), sample.value("trefwoord", 0.1))
    shares = (0.6, 0.3, 0.1, 0.03, 0.01, 0.001)
    return [
        *(Request(f"woord in {share * 100:g} %", word(share)) for share in shares),
        Request("twee woorden", f"{usual} {word(0.1)}"),
        Request("drie woorden", f"{common} {word(0.35, 1)} {word(0.1, 1)}"),
        Request("woord, nieuwste eerst", usual, sort="nieuw"),
        Request("niets: onbekend woord", NOBODY_WRITES_THIS),
        Request("woord en sector", usual, {"sector": (sector,)}),
        Request("woord en regio's", word(0.1), {"regio": (region, sample.value("regio", 0.05))}),
        Request("woord en 2 filters", common, {"sector": (sector,), "onderbouwing": kinds}),
        Request(
            "woord en 3 filters",
            word(0.35, 1),
            {"sector": (sector,), "trefwoord": tags},
            (2020, 2025),
        ),
        Request("zeldzaam woord en element", word(0.01), {"pijler": (element,)}),
    ]
