"""What the OpenAPI document says of the API as a whole; settings for drf-spectacular."""

from __future__ import annotations

from typing import Any


def document(name: str, url: str, email: str) -> dict[str, Any]:
    """The settings, for a site with this name, address and contact."""
    return {
        "TITLE": name,
        "DESCRIPTION": (
            "Goede voorbeelden van modern werkgeverschap in zorg en welzijn, kinderopvang en "
            "onderwijs. "
            "Deze API is alleen om te lezen, voor iedereen, zonder sleutel. "
            "Wat niemand weet is `null`; een lijst is er altijd en kan leeg zijn. "
            "Meer waarden van dezelfde parameter verruimen de lijst, "
            "andere parameters beperken haar. "
            "Een parameter die deze API niet kent en een lege waarde tellen niet. "
            "Wat er mis is, staat in `application/problem+json`. "
            "Een beheerder kan een grens stellen aan het aantal aanvragen; daarboven antwoordt "
            "de server voor deze API met 429. "
            "De licentie hier is die van het programma; die van een voorbeeld staat in `licentie`."
        ),
        "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        # The version of the API, also in the header API-Version: raise it with every change that
        # programs can notice (semver; another first number is another address).
        "VERSION": "1.0.0",
        "OAS_VERSION": "3.1.1",
        "CONTACT": {"name": f"Redactie {name}", "email": email, "url": url},
        "SERVERS": [{"url": f"{url}/api/v1", "description": name}],
        "TAGS": [
            {"name": "voorbeelden", "description": "De voorbeelden zelf, zoeken en tellen."},
            {"name": "begrippen", "description": "Wat de waarden van de facetten betekenen."},
        ],
        "SCHEMA_PATH_PREFIX": "/api/v1",
        "SCHEMA_PATH_PREFIX_TRIM": True,
        # Docstrings are English, for who maintains this; the document is Dutch, for who uses it.
        "DISABLE_DOCSTRING_DESCRIPTIONS": True,
        "ENUM_NAME_OVERRIDES": {
            "Soort": "practices.models.Kind",
            "Fase": "practices.models.Phase",
            "Onderbouwing": "practices.models.Evidence",
            "Omvang": "practices.models.Scope",
            "Herkomst": "practices.models.Origin",
            "Rol": "practices.models.Role",
            "Licentie": "practices.models.content.Licence",
            "RegioSoort": "practices.models.Region.Kind",
            "BronSoort": "practices.models.Source.Kind",
            "Zoekwijze": ["alle", "enkele", "verbeterd"],
        },
    }
