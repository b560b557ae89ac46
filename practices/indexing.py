"""Keeping what is searched and counted in step with the practices.

Whoever changes a practice calls `refresh` in the same transaction. All of the index is derived:
`rebuild` makes it anew, and `check` says whether that would make a difference (R-15).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2s
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.db.models import F

from . import facets
from .exchange import for_card, kept
from .facets.vocabularies import Trees, keys_of
from .models import (
    FacetEntry,
    FacetValue,
    IndexChange,
    IndexState,
    Practice,
    SearchText,
    SearchWord,
)
from .search import present_analyser, text_index
from .search.analysis import Analyser
from .search.texts import row

AT_ONCE = 500
"""How many practices are read and written together when everything is made anew."""

Progress = Callable[[int, int], None]
"""Called with how many practices are done, and of how many."""


def refresh(practice: Practice) -> None:
    """Bring the index in step with one practice. Call it in the transaction that changes it."""
    refresh_all([practice.pk])


def refresh_all(practices: Sequence[int]) -> None:
    """The same with several, by their ids: what they share is read once."""
    with transaction.atomic():
        for pk in practices:
            IndexChange.record(pk)
        # read when nobody else can write: a colleague may just have changed the parts of words
        analyser, trees = text_index().language.analyser, Trees.read()
        published = Practice.objects.published().with_relations().in_bulk(practices)
        for pk in practices:
            now = published.get(pk)
            facets.refresh(pk, keys_of(now, trees) if now else set())
            _replace_text(pk, _row(now, analyser) if now else None)


def everything_changed() -> None:
    """Let every process read all anew: something changed that many practices share, such as the
    name of a region or the thesaurus. Call it in the transaction of the change."""
    with transaction.atomic():
        IndexChange.record(None)


def _row(practice: Practice, analyser: Analyser) -> SearchText:
    return row(practice, analyser, record=kept(practice), card=for_card(practice))


def _replace_text(practice: int, text: SearchText | None) -> None:
    before = SearchText.objects.filter(pk=practice).first()
    if text:
        text.save(force_insert=before is None, force_update=before is not None)
    elif before:
        before.delete()
    old = set(before.words.split()) if before else set()
    new = set(text.words.split()) if text else set()
    _count_words(gone=old - new, added=new - old)


def _count_words(*, gone: set[str], added: set[str]) -> None:
    """Writers of the index go one after the other (`IndexChange.record`), so counting is safe."""
    fewer = SearchWord.objects.filter(word__in=gone)
    fewer.filter(practices__lte=1).delete()
    fewer.update(practices=F("practices") - 1)
    more = SearchWord.objects.filter(word__in=added)
    known = set(more.values_list("word", flat=True))
    more.update(practices=F("practices") + 1)
    SearchWord.objects.bulk_create(
        SearchWord(word=word, practices=1) for word in sorted(added - known)
    )


def is_of_this_program() -> bool:
    """Whether the whole index was made with the analysis that this program has."""
    made_with = IndexState.objects.filter(pk=1).values_list("made_with", flat=True).first()
    return made_with == fingerprint()


PUT_OFF = "uitgesteld"
"""Stands in place of what an index was made with until it is made anew."""


def put_off() -> None:
    """Leave making the whole index anew to the periodic job."""
    IndexState.objects.filter(pk=1).update(made_with=PUT_OFF)


def is_put_off() -> bool:
    """Whether the whole index still has to be made anew."""
    return IndexState.objects.filter(made_with=PUT_OFF).exists()


WRITTEN_BY = (
    *("exchange/*.py", "facets/store.py", "facets/vocabularies.py", "indexing.py"),
    *(f"models/{name}.py" for name in ("content", "parts", "people", "practice", "sources")),
    *("models/partial_date.py", "models/taxonomy.py"),
    *(f"search/{name}.py" for name in ("analysis", "coding", "compounds", "state", "stems")),
    *("search/texts.py", "search/data/*.*"),
)
"""The files that decide what is written for a practice; not those that ask, weigh or count."""


@cache
def fingerprint() -> str:
    """Changes with everything that decides what is written for a practice: files of the program,
    and the package that cuts words to their stems."""
    folder = Path(__file__).parent
    files = [file for pattern in WRITTEN_BY for file in sorted(folder.glob(pattern))]
    stems = version("snowballstemmer").encode()
    whole = b"".join((stems, *(file.read_bytes() for file in files)))
    return blake2s(whole, digest_size=16).hexdigest()


def rebuild(progress: Progress | None = None) -> int:
    """Make the index anew for all published practices; how many there are.

    One transaction: until it is done, everybody finds what was there.
    """
    with transaction.atomic():
        IndexChange.record(None)
        for model in (SearchText, SearchWord, FacetEntry, FacetValue):
            model._default_manager.all().delete()
        analyser, trees = present_analyser(), Trees.read()
        total = Practice.objects.published().count()
        words: Counter[str] = Counter()
        done = 0
        for some in _in_batches():
            texts = [_row(practice, analyser) for practice in some]
            SearchText.objects.bulk_create(texts)
            facets.fill(some, trees)
            words.update(word for text in texts for word in text.words.split())
            done += len(some)
            if progress:
                progress(done, total)
        SearchWord.objects.bulk_create(
            (SearchWord(word=word, practices=n) for word, n in sorted(words.items())),
            batch_size=5000,
        )
        IndexState.objects.filter(pk=1).update(made_with=fingerprint())
    return done


def _in_batches() -> Iterator[list[Practice]]:
    """All published practices with their relations, a few hundred at a time."""
    rows, last = Practice.objects.published().with_relations().order_by("pk"), 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1].pk


def check(progress: Progress | None = None) -> list[str]:
    """What is wrong with the index, a line in Dutch for each thing; [] when all is well."""
    analyser, trees = present_analyser(), Trees.read()
    total, done, wrong = Practice.objects.published().count(), 0, []
    words: Counter[str] = Counter()
    for some in _in_batches():
        texts = SearchText.objects.in_bulk([practice.pk for practice in some])
        entries = _entries(some)
        for practice in some:
            wanted = _row(practice, analyser)
            words.update(wanted.words.split())
            text = texts.get(practice.pk)
            if text is None or any(getattr(text, name) != getattr(wanted, name) for name in _KEPT):
                wrong.append(f"{practice.slug}: de tekst klopt niet.")
            if entries.get(practice.pk, set()) != keys_of(practice, trees):
                wrong.append(f"{practice.slug}: de filters kloppen niet.")
        done += len(some)
        if progress:
            progress(done, total)
    return [*wrong, *_left_over(), *_miscounted(words)]


_KEPT = ("title", "terms", "words", "story", "record", "card")


def _entries(practices: Iterable[Practice]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    rows = FacetEntry.objects.filter(practice__in=[practice.pk for practice in practices])
    for pk, facet, key in rows.values_list("practice", "value__facet", "value__key"):
        found.setdefault(pk, set()).add((facet, key))
    return found


def _left_over() -> list[str]:
    """What is still in the index but not published, which nobody may see."""
    published = Practice.objects.published().values("pk")
    texts = SearchText.objects.exclude(practice__in=published)
    entries = FacetEntry.objects.exclude(practice__in=published)
    slugs = {
        *texts.values_list("practice__slug", flat=True),
        *entries.values_list("practice__slug", flat=True),
    }
    return [f"{slug}: staat in de index en is niet openbaar." for slug in sorted(slugs)]


def _miscounted(words: Counter[str]) -> list[str]:
    kept = dict(SearchWord.objects.values_list("word", "practices"))
    wrong = sorted(word for word in kept.keys() | words if kept.get(word) != words.get(word))
    return [f"Het aantal bij {len(wrong)} woorden klopt niet, zoals ‘{wrong[0]}’."] if wrong else []
