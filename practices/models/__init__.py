"""Facts and the rules that hold for one row.

A module here imports only from modules earlier in this list:
moves, thesaurus, id_sets, index_version < people < taxonomy < partial_date < sources < history
< content < parts < practice < snapshot, search_index < submission
< attachment, dialogue, outbox, jobs.
Nothing here knows requests, mail or the search index.
"""

from .attachment import Attachment
from .content import Evidence, Kind, Origin, Phase, PracticeContent, Role, Scope
from .dialogue import ReaderMessage, Remark
from .history import Event
from .index_version import IndexChange, IndexState, Stamp
from .jobs import JobRun
from .moves import Move, WrongState
from .outbox import Invitation, Mail
from .parts import Citation, Figure, Link, Participation, PillarTag
from .people import Organisation, User
from .practice import OldSlug, Practice
from .search_index import (
    CompoundPart,
    FacetEntry,
    FacetValue,
    SearchMiss,
    SearchText,
    SearchWord,
)
from .sources import Source, SourceCount
from .submission import Submission
from .taxonomy import Element, Pillar, Region, Sector
from .thesaurus import Concept, ConceptTerm

__all__ = [
    "Attachment",
    "Citation",
    "CompoundPart",
    "Concept",
    "ConceptTerm",
    "Element",
    "Event",
    "Evidence",
    "FacetEntry",
    "FacetValue",
    "Figure",
    "IndexChange",
    "IndexState",
    "Invitation",
    "JobRun",
    "Kind",
    "Link",
    "Mail",
    "Move",
    "OldSlug",
    "Organisation",
    "Origin",
    "Participation",
    "Phase",
    "Pillar",
    "PillarTag",
    "Practice",
    "PracticeContent",
    "ReaderMessage",
    "Region",
    "Remark",
    "Role",
    "Scope",
    "SearchMiss",
    "SearchText",
    "SearchWord",
    "Sector",
    "Source",
    "SourceCount",
    "Stamp",
    "Submission",
    "User",
    "WrongState",
]
