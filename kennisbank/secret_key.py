"""The secret of the local mode, which nobody has to think up."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """The secret that is kept in this folder, made on first use, for its owner only to read.

    Its first letters make production refuse it, should the file ever be copied.
    """
    path = folder / "secret_key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Exclusive: of two processes that start at once, one makes the key and both read it.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    key = f"django-insecure-local-{secrets.token_urlsafe(48)}"
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key
