"""The editors' desk at /beheer/: Django's admin, made to fit the trade.

Which model is kept by which class is the table below; nothing else registers anything.
Every save of a practice ends in one block of `workflow.editing`, every move in one function
of `workflow`, so history, old addresses and search index follow.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from taggit.models import Tag

from ..models import (
    CompoundPart,
    Concept,
    Element,
    Invitation,
    JobRun,
    Mail,
    Organisation,
    Pillar,
    Practice,
    ReaderMessage,
    Region,
    SearchMiss,
    Sector,
    Source,
    Submission,
    User,
)
from .compound_parts import CompoundPartAdmin
from .kept import InvitationAdmin, JobRunAdmin, ReaderMessageAdmin, SubmissionAdmin
from .mail import MailAdmin
from .misses import MissAdmin
from .people import GroupAdmin, UserAdmin
from .practices import PracticeAdmin
from .site import KennisbankAdminSite
from .thesaurus import ConceptAdmin
from .vocabulary import (
    ElementAdmin,
    OrganisationAdmin,
    PillarAdmin,
    RegionAdmin,
    SectorAdmin,
    SourceAdmin,
    TagAdmin,
)

site = KennisbankAdminSite()
site.register(Practice, PracticeAdmin)
site.register(Source, SourceAdmin)
site.register(Organisation, OrganisationAdmin)
site.register(Pillar, PillarAdmin)
site.register(Element, ElementAdmin)
site.register(Sector, SectorAdmin)
site.register(Region, RegionAdmin)
site.register(Tag, TagAdmin)
site.register(Concept, ConceptAdmin)
site.register(CompoundPart, CompoundPartAdmin)
site.register(SearchMiss, MissAdmin)
site.register(Submission, SubmissionAdmin)
site.register(ReaderMessage, ReaderMessageAdmin)
site.register(Mail, MailAdmin)
site.register(JobRun, JobRunAdmin)
site.register(User, UserAdmin)
site.register(Invitation, InvitationAdmin)
site.register(Group, GroupAdmin)

__all__ = ["site"]
