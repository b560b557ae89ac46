"""Every change to what the site publishes and reviews: one function per thing that can be done.

`practices` holds what editors do with a practice, `submissions` what submitters do, `review` what
editors do with a submission, `proposals` how the text of one becomes that of the other,
`readers` what becomes of a reader's message and `scheduled` what happens by itself.
A missing right is `PermissionDenied`, a wrong state `WrongState`, a colleague who was first
`EditConflict`.
"""

from .practices import (
    RESTORABLE,
    EditConflict,
    NotReady,
    SlugTaken,
    archive,
    editing,
    names_changed,
    obstacles,
    publish,
    restore,
    restore_field,
    retract,
)

__all__ = [
    "RESTORABLE",
    "EditConflict",
    "NotReady",
    "SlugTaken",
    "archive",
    "editing",
    "names_changed",
    "obstacles",
    "publish",
    "restore",
    "restore_field",
    "retract",
]
