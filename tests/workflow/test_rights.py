"""Every role, with everything that it can try, in every state: from a table (R-04, S-04).

`rights.txt` is the table. When this fails, the part as it really is stands in the temporary folder
that the message names: compare, and copy it only when every difference is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from practices.models import Practice, ReaderMessage, Submission, WrongState
from practices.workflow import readers

from ..factories import make_practice, make_source
from .cast import (
    PRACTICE_ACTS,
    READER_ACTS,
    STATES,
    SUBMISSION_ACTS,
    Cast,
    make_cast,
    make_in,
)

TABLE = Path(__file__).parent / "rights.txt"
Column = dict[tuple[str, str], str]
"""What became of each act of each role in one state."""


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return make_cast()


def outcome(attempt: Callable[[], object]) -> str:
    """What becomes of an attempt; what it did is undone."""
    with transaction.atomic():
        try:
            attempt()
            word = "ja"
        except PermissionDenied:
            word = "nee"
        except WrongState:
            word = "staat"
        transaction.set_rollback(True)
    return word


def _tried(roles: Iterable[str], acts: Mapping[str, Any], attempt: Callable[..., object]) -> Column:
    return {
        (act, role): outcome(lambda act=act, role=role: attempt(acts[act], role))  # type: ignore[misc]
        for act in acts
        for role in roles
    }


def of_submission(state: str, cast: Cast) -> Column:
    """All acts of all roles on a submission in this state."""
    theirs = make_in(state, cast, submitter=cast["inzender"]).pk
    own = make_in(state, cast, submitter=cast["eigen"]).pk

    def attempt(act: Any, role: str) -> None:
        submission = Submission.objects.get(pk=own if role == "eigen" else theirs)
        act(submission, cast[role], cast)

    return _tried(cast.people, SUBMISSION_ACTS, attempt)


def of_practice(status: str, cast: Cast) -> Column:
    """All moves of all roles on a practice in this state."""
    pk = make_practice(status=status, sources=[make_source()]).pk
    return _tried(
        cast.people, PRACTICE_ACTS, lambda act, role: act(Practice.objects.get(pk=pk), cast[role])
    )


def of_message(status: str, cast: Cast) -> Column:
    """All that can be done with a reader's message about a practice in the region."""
    practice = make_practice(regions=[cast.region], contact_email="contact@voorbeeld.invalid")
    message = ReaderMessage.objects.create(
        practice=practice, kind="vraag", text="Klopt dit?", email="lezer@voorbeeld.invalid"
    )
    if status == "answered":
        readers.answer(message, actor=cast["redacteur"], text="Ja.")
    elif status == "closed":
        readers.close(message, actor=cast["redacteur"])
    return _tried(
        cast.people,
        READER_ACTS,
        lambda act, role: act(ReaderMessage.objects.get(pk=message.pk), cast[role]),
    )


PARTS: Mapping[str, tuple[Iterable[str], Callable[[str, Cast], Column]]] = {
    "inzending": (STATES, of_submission),
    "voorbeeld": (Practice.Status.values, of_practice),
    "bericht": (ReaderMessage.Status.values, of_message),
}


def written(part: str, columns: Mapping[str, Column]) -> str:
    """A part of the table as text: a block for each act, a row for each role."""
    states = list(columns)
    lines = []
    keys = list(next(iter(columns.values())))
    for act in dict.fromkeys(act for act, _ in keys):
        head = f"{part}: {act}"
        lines += ["", f"{head:<28}" + "".join(f"{state:<14}" for state in states)]
        for _, role in (key for key in keys if key[0] == act):
            row = "".join(f"{columns[state][act, role]:<14}" for state in states)
            lines.append(f"  {role:<26}{row}")
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def expected(part: str) -> str:
    """The blocks of this part in the table."""
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n")
    return "\n\n".join(b.strip() for b in blocks if b.startswith(f"{part}: ")) + "\n"


@pytest.mark.parametrize("part", PARTS)
def test_every_role_may_do_in_every_state_what_the_table_says(
    cast: Cast, part: str, tmp_path: Path
) -> None:
    states, try_all = PARTS[part]
    real = written(part, {state: try_all(state, cast) for state in states})
    (tmp_path / "rights.txt").write_text(real, encoding="utf-8")
    assert real == expected(part), f"zie {tmp_path / 'rights.txt'}"


def test_every_move_of_every_table_is_tried() -> None:
    tried = {*SUBMISSION_ACTS, *PRACTICE_ACTS, *READER_ACTS}
    moves = {*Submission.MOVES, *Practice.MOVES, *ReaderMessage.MOVES}
    assert moves <= tried
