"""Settings of the organisation's own directory (OpenID Connect), where staff log in with it."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from kennisbank.env import SettingError

APPS = ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]


def providers(url: str, client_id: str, client_secret: str) -> dict[str, Any]:
    """The directory at this address, as `SOCIALACCOUNT_PROVIDERS` of allauth.

    Raises `SettingError`, in any mode, when it cannot work: half of the settings, or no packages.
    """
    _refuse_half(client_id, client_secret)
    app = {
        "provider_id": "organisatie",
        "name": "Organisatie",
        "client_id": client_id,
        "secret": client_secret,
        "settings": {"server_url": url},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def _refuse_half(client_id: str, client_secret: str) -> None:
    if not (client_id and client_secret):
        raise SettingError(
            "KENNISBANK_OIDC_URL is ingevuld; dan zijn ook KENNISBANK_OIDC_CLIENT_ID en "
            "KENNISBANK_OIDC_CLIENT_SECRET nodig."
        )
    missing = [name for name in ("jwt", "oauthlib", "requests") if not find_spec(name)]
    if missing:
        raise SettingError(
            "KENNISBANK_OIDC_URL is ingevuld, maar de pakketten daarvoor ontbreken "
            f"({', '.join(missing)}). Installeer ze: "
            "pip install --require-hashes -r requirements/oidc.lock"
        )
