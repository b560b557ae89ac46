"""The text under which a practice is found: which fields, with which weight."""

from __future__ import annotations

from collections.abc import Iterator

from ..models import Practice, SearchText
from .words import plain_words

WEIGHTS = {"title": 8, "keywords": 4, "summary": 2, "body": 1}
"""Where a word stands decides how much it counts: a word in the title is meant to be there; a
keyword was chosen by an editor; the summary was written to be short; the body holds many words
in passing (docs/concepts.md)."""


def refresh(practice: Practice) -> None:
    """Bring the index in step with one practice. Call it in the transaction that changes it."""
    SearchText.objects.update_or_create(practice=practice, defaults=_texts(practice))


def rebuild() -> int:
    """Make the index anew for all practices; how many there are."""
    practices = Practice.objects.with_relations()
    for practice in practices:
        refresh(practice)
    return len(practices)


def _texts(practice: Practice) -> dict[str, str]:
    story = (getattr(practice, name) for name in Practice.STORY)
    reasons = (tag.reason for tag in practice.pillar_tags.all())
    return {
        "title": plain_words(practice.title),
        "keywords": plain_words("\n".join(_keywords(practice))),
        "summary": plain_words(practice.summary),
        "body": plain_words("\n".join([*story, *reasons])),
    }


def _keywords(practice: Practice) -> Iterator[str]:
    """The names of everything that the practice is filed under."""
    yield from (tag.name for tag in practice.tags.all())
    for sector in practice.sectors.all():
        yield from (sector.name, sector.abbreviation, sector.other_names)
        yield sector.parent.name if sector.parent else ""
    for region in practice.regions.all():
        yield from (region.name, region.other_names, region.employers_organisation)
        # who types a province means what lies in it, as in the facet
        yield from (above.name for above in region.parents.all())
    for tag in practice.pillar_tags.all():
        yield tag.pillar.name
        if tag.element:
            yield from (tag.element.code, tag.element.name)
    yield from (part.organisation.name for part in practice.participations.all())
    yield practice.get_kind_display()
