"""Every change to what the site publishes and reviews: one function per thing that can be done.

`practices` holds what editors do with a practice. Of a submission, `submissions` holds what
submitters do with its text, `talking` what anybody says about it, `desk` what waits for an editor,
`review` how it is taken and decided, `merging` and `curating` what editors do with it in between,
and `checks` and `beside` what they are shown. `proposals` compares and writes its text,
`taking_over` makes a practice of it, `attachments` keeps its files. `readers` is about readers'
messages, `vocabularies` about the lists that practices are filed under, `language` about the words
of which compounds are made, `scheduled` about what happens by itself.

A missing right is `PermissionDenied`, a wrong state `WrongState`, a colleague who was first
`EditConflict`.
"""

from .language import compound_parts_changed
from .practices import (
    RESTORABLE,
    EditConflict,
    NotReady,
    SlugTaken,
    archive,
    editing,
    obstacles,
    publish,
    publish_by_itself,
    restore,
    restore_field,
    retract,
)
from .vocabularies import names_changed, remove_row, row_saved, vocabulary_changed

__all__ = [
    "RESTORABLE",
    "EditConflict",
    "NotReady",
    "SlugTaken",
    "archive",
    "compound_parts_changed",
    "editing",
    "names_changed",
    "obstacles",
    "publish",
    "publish_by_itself",
    "remove_row",
    "restore",
    "restore_field",
    "retract",
    "row_saved",
    "vocabulary_changed",
]
