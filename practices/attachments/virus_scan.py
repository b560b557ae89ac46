"""The place where an organisation hangs its own virus scanner."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from .kinds import BadFile

logger = logging.getLogger(__name__)


def scan(content: bytes) -> None:
    """Let the scanner of `settings.ATTACHMENT_SCANNER` look at a file; without one, do nothing.

    The setting is the dotted path of a function that takes the bytes and returns the name of what
    it found, "" for nothing. A scanner that fails lets nothing pass. Raises `BadFile`.
    """
    path: str = settings.ATTACHMENT_SCANNER
    if not path:
        return
    scanner: Callable[[bytes], str] = import_string(path)
    try:
        found = scanner(content)
    except Exception as error:
        logger.exception("the virus scanner failed")
        raise BadFile(
            "Wij konden dit bestand niet nakijken op virussen. Probeer het later nog eens."
        ) from error
    if found:
        logger.warning("the virus scanner found %s", found)
        raise BadFile("In dit bestand zit een virus. Wij hebben het niet bewaard.")
