"""The page for a form whose token is missing or old. What was typed is on it (S-08, R-05)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from .writing import UNTOLD, is_script, words

OURS = "/indienen/"
"""Forms with text that takes long to write. Others may hold a password, which no page repeats."""


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse it, and offer to send it once more when it came from a page of this very site.

    A form of another site gets no such offer: its visitor may not know what it does.
    """
    if is_script(request):
        return JsonResponse({"message": "Deze bladzijde stond te lang open."}, status=403)
    context = {}
    if request.path.startswith(OURS):
        is_same_site = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
        context = {
            "kept": words(request.POST),
            "again": _again(request) if is_same_site else [],
        }
    return render(
        request, "403_csrf.html" if not context else "submit/refused.html", context, status=403
    )


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in UNTOLD or name in ("seen", "doe", "key", "stamp")
    ]
