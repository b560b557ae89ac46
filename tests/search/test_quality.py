"""How good the search is: the measures, computed by hand, and the goals on the real content."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from practices import content
from practices.management.commands import search_quality
from practices.models import Practice
from practices.search import quality
from practices.search.quality import Answer, Query, Score, Summary

HERE = Path(__file__).parent
GOLDEN, UNSEEN = HERE / "golden.toml", HERE / "golden_unseen.toml"
GRADES = {"a": 3, "b": 2, "c": 1}

# --- the measures --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grades", "slugs", "expected"),
    [
        (GRADES, ["x", "y", "b"], True),
        (GRADES, ["x", "y", "z", "a"], False),
        (GRADES, ["c", "x", "y"], False),
        ({"c": 1}, ["x", "y", "c"], True),
        (GRADES, [], False),
    ],
    ids=["third", "fourth", "somewhat relevant", "nothing better exists", "nothing found"],
)
def test_success_is_a_very_relevant_practice_in_the_first_three(
    grades: dict[str, int], slugs: list[str], expected: bool
) -> None:
    assert quality.success(grades, slugs) is expected


def test_ndcg_of_the_best_order_is_one() -> None:
    assert quality.ndcg(GRADES, ["a", "b", "c", "x"]) == 1


def test_ndcg_divides_the_gains_by_those_of_the_best_order() -> None:
    found = 3 + 0 + 7 / 2
    best = 7 + 3 / 1.5849625 + 1 / 2
    assert quality.ndcg(GRADES, ["b", "x", "a"]) == pytest.approx(found / best)


def test_ndcg_looks_at_ten() -> None:
    twelve = {f"s{number}": 1 for number in range(12)}
    assert quality.ndcg(twelve, list(twelve)) == 1
    assert quality.ndcg({"a": 3}, [*"1234567890", "a"]) == 0


def test_recall_is_the_part_of_the_very_relevant_that_is_found() -> None:
    assert quality.recall(GRADES, ["c", "x", "b"]) == 0.5
    assert quality.recall({"c": 1}, ["c"]) is None


def test_recall_looks_at_twenty_and_expects_no_more() -> None:
    many = {f"s{number}": 2 for number in range(25)}
    assert quality.recall(many, list(many)) == 1
    assert quality.recall({"a": 3, "b": 2}, ["a", *map(str, range(19)), "b"]) == 0.5


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer([], "alle"), True),
        (Answer(["a"], "enkele"), True),
        (Answer(["a"], "alle"), False),
        (Answer(["a"], ""), False),
    ],
    ids=["nothing found", "labelled", "not labelled", "everything listed"],
)
def test_off_topic_succeeds_when_nothing_is_found_or_the_answer_is_labelled(
    answer: Answer, expected: bool
) -> None:
    score = quality.score(Query("pannenkoeken", "offtopic", {}), answer)
    assert score == Score(expected, None, None, answer.mode)


def test_answer_is_scored_on_all_three() -> None:
    score = quality.score(Query("zzp", "abbreviation", GRADES), Answer(["a", "b"], "alle"))
    assert (score.success, score.recall, score.mode) == (True, 1.0, "alle")
    assert score.ndcg == pytest.approx(0.946768, abs=1e-6)


def test_summary_averages_what_can_be_said() -> None:
    scores = [Score(True, 1.0, 0.5, "alle"), Score(False, 0.5, None, "enkele")]
    scores += [Score(True, None, None, "alle"), Score(True, None, None, "")]
    expected = Summary(4, 0.75, 0.75, 0.5, {"": 1, "alle": 2, "enkele": 1})
    assert quality.summarise(scores) == expected
    assert quality.summarise(scores[2:3]) == Summary(1, 1.0, None, None, {"alle": 1})


def summary(success: float, ndcg: float | None = 1.0) -> Summary:
    return Summary(20, success, ndcg, 1.0, {"alle": 20})


def test_goals_that_are_just_reached_are_reached() -> None:
    kinds = {"name": summary(0.95), "problem": summary(0.8), "offtopic": summary(0.0)}
    assert quality.missed(kinds, summary(0.0, 0.85)) == []


def test_missed_goals_are_named() -> None:
    kinds = {"name": summary(0.9), "question": summary(0.79)}
    assert quality.missed(kinds, summary(1.0, 0.8)) == [
        "success@3 van name is 0.900, het doel is 0.95",
        "success@3 van question is 0.790, het doel is 0.80",
        "nDCG@10 van alles is 0.800, het doel is 0.85",
    ]
    assert len(quality.missed(kinds, None)) == 2


# --- the file ------------------------------------------------------------------------------------


def queries(text: str) -> list[Query]:
    return quality.read(dedent(text), ["pool-west", "2x-fit"])


def test_file_gives_queries_with_grades() -> None:
    text = """
        [[query]]
        text = "pool"
        kind = "name"
        [query.grades]
        pool-west = 3
        2x-fit = 1

        [[query]]
        text = "fiets"
        kind = "offtopic"
        grades = {}
    """
    pool = Query("pool", "name", {"pool-west": 3, "2x-fit": 1})
    assert queries(text) == [pool, Query("fiets", "offtopic", {})]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[query", "geen geldige TOML"),
        ("", "geen enkele [[query]]"),
        ("query = [{}]", "onder een eigen regel [[query]]"),
        ('[[query]]\nkind = "name"', "Regel 1: de zoekvraag heeft geen `text`"),
        ('\n[[query]]\ntext = "a"\nkind = "naam"', "Regel 2: `kind` is 'naam'; kies uit name,"),
        ('[[query]]\ntext = "a"\nkind = "name"', "Regel 1: in `grades` hoort"),
        ('[[query]]\ntext = "a"\nkind = "name"\ngrades = {b = 4}', "Regel 1: in `grades` hoort"),
        ('[[query]]\ntext = "a"\nkind = "name"\ngrades = {b = true}', "Regel 1: in `grades`"),
        ('[[query]]\ntext = "a"\nkind = "name"\ngrades = {}', "Regel 1: alleen bij 'offtopic'"),
        (
            '[[query]]\ntext = "a"\nkind = "name"\n[query.grades]\n2x-fit = 3\nweg = 2\n"nee" = 1',
            "Onbekende voorbeelden: regel 6: weg; regel 7: nee.",
        ),
        ('[[query]]\ntext = "a"\nkind = "name"\ngrades = {weg = 3}', "Onbekende voorbeelden: weg."),
        (2 * '[[query]]\ntext = "a"\nkind = "offtopic"\ngrades = {}\n', "meer dan één keer: a."),
    ],
)
def test_bad_file_says_in_dutch_what_and_where(text: str, said: str) -> None:
    with pytest.raises(quality.BadQueries) as caught:
        queries(text)
    assert said in str(caught.value)


# --- the real content ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[content.Report]:
    """The content of `fixtures/`, once, in a transaction that is thrown away."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield content.load(settings.BASE_DIR / "fixtures")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def measured(loaded: content.Report) -> search_quality.Measured:
    """What the search answers to the golden set, with scores."""
    return search_quality.measure(read(GOLDEN))


def read(path: Path) -> list[Query]:
    known = Practice.objects.published().values_list("slug", flat=True)
    return quality.read(path.read_text(encoding="utf-8"), known)


@pytest.mark.django_db
def test_sets_hold_every_kind_and_share_no_query(loaded: content.Report) -> None:
    golden, unseen = read(GOLDEN), read(UNSEEN)
    assert all(Counter(query.kind for query in golden)[kind] >= 10 for kind in quality.GOALS)
    assert {query.kind for query in unseen} == set(quality.GOALS)
    assert not {query.text for query in golden} & {query.text for query in unseen}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", quality.GOALS)
def test_search_reaches_the_goal_of_each_kind(measured: search_quality.Measured, kind: str) -> None:
    these = [row for row in measured if row[0].kind == kind]
    report = [*quality.missed(search_quality.by_kind(these), None)]
    assert not report, "\n".join([*report, *search_quality.failures(these)])


@pytest.mark.django_db
def test_search_reaches_the_goal_of_all_queries_together(
    measured: search_quality.Measured,
) -> None:
    overall = quality.summarise([score for *_, score in measured])
    report = quality.missed({}, overall)
    table = search_quality.table(search_quality.by_kind(measured), overall)
    assert not report, "\n".join([*report, *search_quality.failures(measured), *table])


@pytest.mark.django_db
def test_asking_is_what_a_visitor_gets_from_the_list(loaded: content.Report) -> None:
    answer = search_quality.ask("Noorderwerken")
    assert (answer.slugs[0], answer.mode) == ("noorderwerken", "alle")


# --- the command ---------------------------------------------------------------------------------

POOL = '[[query]]\ntext = "pool"\nkind = "name"\n[query.grades]\npool-west = 3\n'
BIKE = '[[query]]\ntext = "fiets"\nkind = "offtopic"\ngrades = {}\n'


@pytest.fixture
def file(loaded: content.Report, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two queries; the search is played: it answers Blink! to everything."""
    monkeypatch.setattr(search_quality, "ask", lambda text: Answer(["blink"], "alle"))
    path = tmp_path / "queries.toml"
    path.write_text(POOL + BIKE, encoding="utf-8")
    return path


def run(*args: object) -> tuple[str, str]:
    """What the command prints, and the error with which it ends."""
    out = StringIO()
    try:
        call_command("search_quality", *map(str, args), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_command_prints_a_table_and_fails_on_a_missed_goal(file: Path) -> None:
    out, error = run(file)
    assert out.splitlines() == [
        "soort          aantal  success@3  nDCG@10  recall@20  zoekwijze",
        "name                1      0.000    0.000      0.000  alle 1",
        "offtopic            1      0.000        -          -  alle 1",
        "alles               2      0.000    0.000      0.000  alle 2",
    ]
    assert error == (
        "Doel niet gehaald: success@3 van name is 0.000, het doel is 0.95; "
        "nDCG@10 van alles is 0.000, het doel is 0.85."
    )


def test_command_shows_what_came_first_and_what_was_expected(file: Path) -> None:
    out, _ = run(file, "--verbose")
    assert out.splitlines()[:6] == [
        "name: 'pool' (alle)",
        "    eerst:    blink",
        "    verwacht: pool-west",
        "offtopic: 'fiets' (alle)",
        "    eerst:    blink",
        "    verwacht: niets, of alleen ‘enkele’",
    ]


def test_command_measures_one_kind_without_the_goal_of_all(file: Path) -> None:
    out, error = run(file, "--kind", "offtopic")
    assert (len(out.splitlines()), error) == (3, "")
    assert "geen zoekvragen van de soort pair" in run(file, "--kind", "pair")[1]


def test_command_gives_json(file: Path) -> None:
    figures = json.loads(run(file, "--json")[0])
    assert figures["kinds"]["name"]["success"] == 0
    assert figures["overall"]["number"] == 2
    assert len(figures["missed"]) == 2


def test_command_says_in_dutch_why_it_cannot_use_a_file(file: Path, tmp_path: Path) -> None:
    file.write_text(POOL.replace("pool-west", "pool-oost"), encoding="utf-8")
    assert run(file)[1] == f"{file}: Onbekende voorbeelden: regel 5: pool-oost."
    file.write_bytes(b"\xff")
    assert run(file)[1] == f"{file} is geen tekst in UTF-8."
    assert run(tmp_path)[1] == f"{tmp_path} bestaat niet of is niet te lezen."
