"""Mail that goes nowhere: each message becomes a file that a mail program or an editor opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.text import slugify


class FolderBackend(BaseEmailBackend):
    """Writes to `EMAIL_FILE_PATH`, for the local mode. The names sort by time and say the subject.

    Raises `OSError` when it cannot write; the outbox then tries again later.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; how many."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            self._write(folder, message)
        return len(email_messages)

    def _write(self, folder: Path, message: EmailMessage) -> None:
        # Under another name until it is whole: who looks meanwhile does not find half a mail.
        unfinished = folder / f".{uuid4()}"
        # Only for the owner: the codes in it let people in.
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.message().as_bytes())
        moment = timezone.localtime().strftime("%Y%m%d-%H%M%S-%f")
        unfinished.replace(folder / f"{moment}-{slugify(message.subject)[:60]}.eml")
