"""Mail of the local mode: files that anybody on this machine can open and read."""

from __future__ import annotations

import email
from email.policy import default as modern
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from practices.models import Mail
from practices.notifications import post

LOCAL = "practices.notifications.folder.FolderBackend"


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    """Where mail goes in this test; it is made with the first mail."""
    settings.EMAIL_BACKEND = LOCAL  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")  # type: ignore[attr-defined]
    return tmp_path / "mail"


def test_code_to_log_in_is_found_in_a_file_named_after_the_mail(
    transactional_db: None, folder: Path, client: Client
) -> None:
    client.post(reverse("account_request_login_code"), {"email": "nieuw@voorbeeld.invalid"})
    [file] = folder.iterdir()
    assert file.name.endswith("uw-code-voor-de-kennisbank-modern-werkgeverschap.eml")
    lines = file.read_text(encoding="utf-8").splitlines()
    code = lines[lines.index("Uw code is:") + 2].strip()
    assert client.post(reverse("account_confirm_login_code"), {"code": code}).status_code == 302
    assert "_auth_user_id" in client.session


def test_mail_reads_as_written_in_an_editor_and_in_a_mail_program(
    transactional_db: None, folder: Path
) -> None:
    body = "Goed nieuws: uw voorstel is geëindigd als voorbeeld.\n\nhttp://127.0.0.1:8000/x"
    post(address="a@voorbeeld.invalid", subject="Café", body=body, topic="t")
    [file] = folder.iterdir()
    assert body in file.read_text(encoding="utf-8")
    parsed = email.message_from_bytes(file.read_bytes(), policy=modern)
    assert (parsed["Subject"], parsed["To"]) == ("Café", "a@voorbeeld.invalid")


def test_only_the_owner_reads_them(transactional_db: None, folder: Path) -> None:
    post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
    [file] = folder.iterdir()
    assert (file.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_mails_of_the_same_moment_do_not_overwrite_each_other(
    transactional_db: None, folder: Path
) -> None:
    for _ in range(20):
        post(address="a@voorbeeld.invalid", subject="S", body="B", topic="t")
    assert len(list(folder.iterdir())) == 20


def test_folder_that_cannot_be_written_is_no_error_for_the_visitor(
    transactional_db: None, tmp_path: Path, client: Client
) -> None:
    (tmp_path / "mail").write_text("een bestand, geen map")
    with override_settings(EMAIL_BACKEND=LOCAL, EMAIL_FILE_PATH=str(tmp_path / "mail")):
        answer = client.post(
            reverse("account_request_login_code"), {"email": "nieuw@voorbeeld.invalid"}
        )
    assert answer.status_code == 302
    assert Mail.objects.get().status == Mail.Status.QUEUED
