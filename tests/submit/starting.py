"""The first page of a submission, and the code that proves an address."""

from __future__ import annotations

import re
import time
from typing import Any
from uuid import uuid4

from django.core import signing

from practices.forms.bases import SALT
from practices.models import Mail


def started(**fields: Any) -> dict[str, Any]:
    """What the first page sends half a minute after it was opened."""
    stamp = signing.dumps(int(time.time()) - 30, salt=SALT)
    return {"title": "Rooster maken", "stamp": stamp, "key": str(uuid4()), "region": "", **fields}


def code_for(email: str) -> str:
    """The code in the last mail to this address."""
    body = Mail.objects.filter(address=email).latest("pk").body
    found = re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", body)
    assert found, body
    return found[0]
