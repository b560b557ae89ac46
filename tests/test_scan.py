"""The scan: reading answers, where to begin, what others did, and the picture of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from practices.facets import FacetIndex, Value, facet_index
from practices.models.index_version import Stamp
from practices.ordering import Order
from practices.pictures.profile import Part, profile
from practices.scan import ANSWERS, BEST, STATEMENTS, Answers, advise, beginning, read
from practices.scan.advice import ENOUGH, MOST_PRACTICES
from practices.scan.answers import WEAK

from .factories import ELEMENTS, make_pillars, make_practice, make_region, make_sector

LEVELS = st.dictionaries(st.sampled_from(ELEMENTS), st.integers(0, BEST))
ENOUGH_LEVELS = st.dictionaries(
    st.sampled_from(ELEMENTS), st.integers(0, BEST), min_size=ENOUGH + 1
)


def index(*, newest: tuple[int, ...] = (), **sets: Mapping[str, set[int]]) -> FacetIndex:
    """An index of these practices without a database. sets: ids by facet and key."""
    names = ("pijler", "sector", "regio", "soort", "onderbouwing")
    known = {name: {key: BitMap(ids) for key, ids in sets.get(name, {}).items()} for name in names}
    values = {name: {key: Value(key, key) for key in keys} for name, keys in known.items()}
    return FacetIndex(Stamp(1, "x"), Order(newest), known, values)


NOTHING = index(sector={"ggz": set(), "vvt": set()}, regio={"twente": set()})


def answers(query: str) -> Answers:
    """What an address says."""
    return read(QueryDict(query), NOTHING)[0]


def notices(query: str) -> list[str]:
    """What is told about an address."""
    return read(QueryDict(query), NOTHING)[1]


class TestStatements:
    def test_there_is_one_for_each_element_in_order(self) -> None:
        assert tuple(STATEMENTS) == ELEMENTS

    def test_they_are_short(self) -> None:
        sentences = [
            len(sentence.split())
            for statement in STATEMENTS.values()
            for sentence in re.split(r"(?<=\.) ", statement)
        ]
        assert max(sentences) <= 25
        assert sum(sentences) / len(sentences) <= 15

    def test_levels_keep_their_meaning(self) -> None:
        assert ANSWERS == ("Helemaal niet", "Een beetje", "Redelijk", "Helemaal")


class TestReading:
    def test_levels_sector_and_region_are_read(self) -> None:
        said = answers("3c=0&1a=3&sector=ggz&regio=twente")
        assert list(said.levels.items()) == [("1a", 3), ("3c", 0)]
        assert (said.sector, said.region, said.is_changing) == ("ggz", "twente", False)
        assert said.open == ["1b", "2a", "2b", "2c", "2d", "3a", "3b"]

    def test_left_open_is_no_answer_and_no_notice(self) -> None:
        query = "&".join(f"{code}=" for code in ELEMENTS) + "&sector=&regio=&toon="
        assert read(QueryDict(query), NOTHING) == (Answers({}), [])

    @pytest.mark.parametrize("value", ["4", "-1", "1.0", " 1", "01", "３", "ja", "1a", "\x00", "¹"])
    def test_unknown_answer_is_left_open_and_told(self, value: str) -> None:
        query = QueryDict(mutable=True)
        query["2b"] = value
        said, told = read(query, NOTHING)
        assert said.levels == {}
        assert len(told) == 1
        assert told[0].startswith("Uitspraak 2b: ‘")

    def test_unknown_place_is_left_out_and_told(self) -> None:
        assert notices("1a=1&sector=mars&regio=maan") == [
            "Sector: ‘mars’ kennen wij niet.",
            "Regio: ‘maan’ kennen wij niet.",
        ]

    def test_other_names_are_left_alone(self) -> None:
        query = "&".join(f"naam{number}=x" for number in range(500))
        assert notices(f"1a=1&utm_source=brief&1A=2&{query}") == []
        assert answers("1a=1&utm_source=brief").query == "1a=1"

    def test_last_of_several_answers_counts_and_that_is_told(self) -> None:
        assert answers("1a=3&1a=0&1a=3").levels == {"1a": 3}
        assert notices("1a=3&1a=0") == [
            "Uitspraak 1a staat vaker in het adres. Wij gebruiken het laatste antwoord."
        ]
        assert notices("1a=3&1a=3&1a=") == []

    def test_what_cannot_be_printed_is_not_repeated(self) -> None:
        assert notices("sector=a%00b%0D%0A%E2%80%AEc") == ["Sector: ‘abc’ kennen wij niet."]

    def test_statements_can_be_asked_for(self) -> None:
        assert answers("1a=2&toon=vragen").is_changing
        assert answers("1a=2&toon=vragen").query == "1a=2"
        assert notices("toon=kaart") == ["Toon: ‘kaart’ kennen wij niet."]

    @given(
        st.permutations(ELEMENTS),
        LEVELS,
        st.sampled_from(["", "ggz", "vvt"]),
        st.sampled_from(["", "twente"]),
    )
    def test_address_says_all_in_one_form(
        self, order: list[str], levels: dict[str, int], sector: str, region: str
    ) -> None:
        shuffled = {code: levels[code] for code in order if code in levels}
        given_as = "&".join(f"{code}={level}" for code, level in shuffled.items())
        said = answers(f"regio={region}&{given_as}&sector={sector}")
        assert said == Answers(levels, sector, region)
        assert answers(said.query) == said
        assert answers(said.query).query == said.query


class TestBeginning:
    @pytest.mark.parametrize(
        ("levels", "elements", "others", "missing"),
        [
            ({}, [], [], 3),
            ({"3a": 2}, [], ["3a"], 2),
            ({"3a": 0, "1a": 3}, [], ["3a"], 1),
            ({"1a": 3, "2b": 3, "2c": 3}, [], [], 0),
            ({"1a": 3, "2b": 2, "2c": 3}, [], ["2b"], 0),
            ({"1a": 3, "2b": 1, "2c": 2}, ["2b"], [], 0),
            ({"3c": 0, "2b": 1, "1a": 2}, ["3c", "2b"], [], 0),
            ({"3c": 0, "2b": 1, "1a": 1, "2a": 1}, ["3c", "1a"], ["2a", "2b"], 0),
            ({"2d": 2, "2a": 2, "1b": 2, "1a": 3}, [], ["1b", "2a", "2d"], 0),
            (dict.fromkeys(ELEMENTS, 0), ["1a", "1b"], list(ELEMENTS[2:]), 0),
        ],
    )
    def test_weakest_come_first_and_equals_by_the_model(
        self, levels: dict[str, int], elements: list[str], others: list[str], missing: int
    ) -> None:
        begin = beginning(levels)
        assert (begin.elements, begin.others, begin.missing) == (elements, others, missing)

    @given(LEVELS, st.randoms())
    def test_nothing_that_waits_is_weaker(self, levels: dict[str, int], random: Any) -> None:
        begin = beginning(levels)
        waiting = {code: level for code, level in levels.items() if code not in begin.elements}
        chosen = [levels[code] for code in begin.elements]
        weak = sum(level <= WEAK for level in levels.values()) if len(levels) >= ENOUGH else 0
        assert chosen == sorted(chosen)
        assert len(chosen) == min(2, weak)
        assert all(level >= chosen[-1] for level in waiting.values() if chosen)
        lasting = {chosen[-1]} if chosen else set(range(BEST))
        assert sorted(begin.others) == sorted(
            code for code, level in waiting.items() if level in lasting
        )
        mixed = list(levels.items())
        random.shuffle(mixed)
        assert beginning(dict(mixed)) == begin

    @given(ENOUGH_LEVELS, st.sampled_from(ELEMENTS))
    def test_a_best_answer_more_changes_nothing(self, levels: dict[str, int], code: str) -> None:
        without = {other: level for other, level in levels.items() if other != code}
        assert beginning({**without, code: BEST}) == beginning(without)


IDS = st.sets(st.integers(0, 11))


class TestAdvice:
    @given(element=IDS, sector=IDS, region=IDS, named=IDS, cases=IDS, place=st.integers(0, 3))
    def test_nearest_come_first_and_counts_are_those_of_the_list(
        self,
        *,
        element: set[int],
        sector: set[int],
        region: set[int],
        named: set[int],
        cases: set[int],
        place: int,
    ) -> None:
        known = index(
            newest=tuple(range(12)),
            pijler={"2b": element},
            sector={"ggz": sector},
            regio={"twente": region},
            soort={"praktijkvoorbeeld": cases},
            onderbouwing={"genoemd": named},
        )
        said = Answers({"2b": 0}, "ggz" if place & 1 else "", "twente" if place & 2 else "")
        (advice,) = advise(known, said, ["2b"])

        def fits(query: str) -> set[int]:
            asked = parse_qs(query)
            return (
                (element if "pijler" in asked else set())
                & (sector if "sector" in asked else element)
                & (region if "regio" in asked else element)
            )

        def rank(pk: int) -> tuple[int, int, int]:
            distance = [pk in fits(reach.query) for reach in advice.reaches].index(True)
            return distance, 2 if pk in named else int(pk not in cases), pk

        assert [reach.count for reach in advice.reaches] == [
            len(fits(reach.query)) for reach in advice.reaches
        ]
        assert len(advice.reaches) == [1, 2, 2, 4][place]
        shown = [pk for fit in advice.fits for pk in fit.ids]
        assert shown == sorted(element, key=rank)[:MOST_PRACTICES]
        reasons = {reach.reason: number for number, reach in enumerate(advice.reaches)}
        assert all(rank(pk)[0] == reasons[fit.reason] for fit in advice.fits for pk in fit.ids)

    @pytest.mark.parametrize(
        ("sector", "region", "labels", "reasons"),
        [
            ("", "", ["In de kennisbank"], ["Bij dit element"]),
            (
                "ggz",
                "",
                ["In uw sector", "In alle sectoren"],
                ["Uit uw sector", "Niet speciaal uit uw sector"],
            ),
            (
                "",
                "twente",
                ["In uw regio", "In alle regio’s"],
                ["Uit uw regio", "Niet speciaal uit uw regio"],
            ),
            (
                "ggz",
                "twente",
                [
                    "In uw sector en regio",
                    "In uw sector",
                    "In uw regio",
                    "In alle sectoren en regio’s",
                ],
                [
                    "Uit uw sector en uw regio",
                    "Uit uw sector, niet speciaal uit uw regio",
                    "Uit uw regio, niet speciaal uit uw sector",
                    "Niet speciaal uit uw sector of uw regio",
                ],
            ),
        ],
    )
    def test_says_why_a_practice_is_shown(
        self, sector: str, region: str, labels: list[str], reasons: list[str]
    ) -> None:
        (advice,) = advise(NOTHING, Answers({}, sector, region), ["3c"])
        assert [reach.label for reach in advice.reaches] == labels
        assert [reach.reason for reach in advice.reaches] == reasons

    def test_queries_are_those_of_the_public_list(self) -> None:
        (advice,) = advise(NOTHING, Answers({}, "ggz", "twente"), ["3c"])
        assert [reach.query for reach in advice.reaches] == [
            "pijler=3c&sector=ggz&regio=twente",
            "pijler=3c&sector=ggz",
            "pijler=3c&regio=twente",
            "pijler=3c",
        ]

    def test_a_practice_is_shown_once_while_there_are_others(self) -> None:
        known = index(newest=(1, 2, 3, 4), pijler={"2a": {1, 2, 3, 4}, "2b": {1, 2, 4}})
        first, second = advise(known, Answers({}), ["2a", "2b"])
        assert [fit.ids for fit in first.fits] == [[1, 2, 3]]
        assert [fit.ids for fit in second.fits] == [[4]]
        assert second.reaches[0].count == 3

    def test_the_only_practice_is_shown_twice_and_not_left_out(self) -> None:
        known = index(newest=(1,), pijler={"2a": {1}, "2b": {1}})
        assert [a.fits[0].ids for a in advise(known, Answers({}), ["2a", "2b"])] == [[1], [1]]

    def test_element_without_practices_has_no_fits(self) -> None:
        (advice,) = advise(NOTHING, Answers({}), ["3c"])
        assert (advice.fits, advice.reaches[0].count) == ([], 0)

    @pytest.mark.django_db
    def test_drafts_are_neither_shown_nor_counted_and_trees_are(self) -> None:
        care, country = make_sector("zorg"), make_region("nederland", kind="land")
        ggz, twente = make_sector("ggz", parent=care), make_region("twente", parents=[country])
        filed: dict[str, Any] = {"pillars": ["3a"], "sectors": [ggz], "regions": [twente]}
        public = make_practice("Rooster", **filed)
        make_practice("Concept", status="draft", **filed)
        make_pillars()
        (advice,) = advise(facet_index(), Answers({}, "zorg", "nederland"), ["3a"])
        assert [reach.count for reach in advice.reaches] == [1, 1, 1, 1]
        assert [fit.ids for fit in advice.fits] == [[public.pk]]


def part(code: str, level: int | None) -> Part:
    """An element in the picture."""
    return Part(code, f"Naam {code}", level, "open" if level is None else ANSWERS[level].lower())


class TestPicture:
    def test_columns_stand_by_pillar_on_their_ground(self) -> None:
        picture = profile([part(code, 0) for code in ELEMENTS], steps=BEST)
        assert [column.x for column in picture.columns] == [
            *(17, 57),
            *(113, 153, 193, 233),
            *(289, 329, 369),
        ]
        assert [(g.name, g.left, g.right) for g in picture.grounds] == [
            ("Geld", 4, 70),
            ("Werk", 100, 246),
            ("Leven", 276, 382),
        ]
        assert (picture.width, picture.height) == (386, 102)

    def test_words_say_the_same(self) -> None:
        picture = profile([part("1a", 3), part("3c", None)], steps=BEST, chosen=["3c"])
        assert picture.text == "1a Naam 1a: helemaal. 3c Naam 3c: open."
        assert [column.is_chosen for column in picture.columns] == [False, True]

    def test_nothing_is_a_picture_of_nothing(self) -> None:
        assert profile([], steps=BEST).columns == ()

    @given(st.lists(st.none() | st.integers(0, BEST), min_size=9, max_size=9))
    def test_signs_are_the_level_and_dots_the_rest(self, levels: list[int | None]) -> None:
        parts = [part(code, level) for code, level in zip(ELEMENTS, levels, strict=True)]
        picture = profile(parts, steps=BEST)
        for column, level in zip(picture.columns, levels, strict=True):
            assert column.is_open == (level is None)
            assert len(column.full) == (level or 0)
            assert len(column.full) + len(column.empty) == (0 if level is None else BEST)
            assert all(full > empty for full in column.full for empty in column.empty)
            assert all(0 < y < picture.height for y in (*column.full, *column.empty))
            assert 0 < column.x < picture.width
