"""Facts and the rules that hold for one row.

A module here imports only from modules earlier in this list:
moves < people < taxonomy < partial_date < sources < history < content < parts < practice
< snapshot < submission < attachment, dialogue, outbox, jobs.
Nothing here knows requests, mail or the search index.
"""

from .attachment import Attachment
from .content import Evidence, Kind, Origin, Phase, PracticeContent, Role, Scope
from .dialogue import ReaderMessage, Remark
from .history import Event
from .jobs import JobRun
from .moves import Move, WrongState
from .outbox import Invitation, Mail
from .parts import Citation, Figure, Link, Participation, PillarTag
from .people import Organisation, User
from .practice import OldSlug, Practice, SearchText
from .sources import Source, SourceCount
from .submission import Submission
from .taxonomy import Element, Pillar, Region, Sector

__all__ = [
    "Attachment",
    "Citation",
    "Element",
    "Event",
    "Evidence",
    "Figure",
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
    "SearchText",
    "Sector",
    "Source",
    "SourceCount",
    "Submission",
    "User",
    "WrongState",
]
