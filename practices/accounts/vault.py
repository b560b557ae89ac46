"""Keeping the secrets of second factors unreadable in the database and its backups.

AES-GCM from `cryptography`, which passkeys need anyway, under a key made from the site's secret.
Recovery codes come from one such secret, so they are not readable either.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

logger = logging.getLogger(__name__)

NONCE = 12
"""Bytes of chance before each text; the length that AES-GCM asks for."""


def lock(text: str) -> str:
    """The text, readable with the site's secret only."""
    nonce = os.urandom(NONCE)
    sealed = _cipher(settings.SECRET_KEY).encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")


def unlock(locked: str) -> str:
    """The text again, also while the secret that locked it is the previous one.

    When no secret fits, the answer is chance: no code will then be right, and an administrator
    can let this person set up a new factor.
    """
    raw = base64.urlsafe_b64decode(locked)
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], None).decode()
        except InvalidTag:
            continue
    logger.error("the secret of a second factor cannot be read with the present SECRET_KEY")
    return base64.b32encode(os.urandom(20)).decode("ascii")


def _cipher(secret: str) -> AESGCM:
    return AESGCM(hashlib.sha256(f"practices.accounts.vault:{secret}".encode()).digest())
