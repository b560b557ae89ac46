"""The throw-away PostgreSQL: what it does when it cannot start, and that it leaves nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files that the test can look into afterwards."""
    # Short, and open to `nobody`: pytest's own folder is neither.
    folder = Path(tempfile.mkdtemp(prefix="kb-", dir="/tmp"))
    folder.chmod(0o711)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    shutil.rmtree(folder)


def test_without_programs_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    with (
        pytest.raises(postgres.NoPostgres, match="apt-get install postgresql"),
        postgres.temporary_postgres(),
    ):
        pass


def test_the_newest_installation_comes_first() -> None:
    places = [Path(f"/usr/lib/postgresql/{version}/bin") for version in (9, 15, 18)]
    assert max(places, key=postgres._version) == places[-1]


def test_programs_that_fail_leave_nothing_behind(scratch: Path) -> None:
    programs = scratch / "bin"
    programs.mkdir(mode=0o755)
    for name in ("postgres", "initdb", "pg_ctl"):
        (programs / name).write_text('#!/bin/sh\n[ "$1" = --version ]\n', encoding="ascii")
        (programs / name).chmod(0o755)
    with (
        pytest.raises(postgres.NoPostgres, match="maakt geen database aan"),
        postgres.temporary_postgres(programs),
    ):
        pass
    assert list(scratch.iterdir()) == [programs]


@pytest.mark.long
@pytest.mark.parametrize("find", [postgres.find_programs, postgres.packaged_programs])
def test_a_server_answers_and_is_gone_afterwards(
    scratch: Path, find: Callable[[], Path | None]
) -> None:
    programs = find()
    assert programs is not None
    with postgres.temporary_postgres(programs) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE EXTENSION unaccent")
            answer = connection.execute("SELECT unaccent('coördinatie')").fetchone()
        assert answer == ("coordinatie",)
    assert list(scratch.iterdir()) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_exit_status_of_the_command_is_passed_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert postgres.main(["--"]) == 2
    assert "Gebruik" in capsys.readouterr().err
    monkeypatch.setattr(postgres, "find_programs", lambda: None)
    assert postgres.main(["--", "true"]) == 2
    assert "FOUT" in capsys.readouterr().err
