"""How often something may be tried, per account ("key"), person ("user") or network ("ip")."""

from __future__ import annotations

Limits = dict[str, str]


def limits(*, wide: bool) -> tuple[Limits, Limits]:
    """The limits of allauth's accounts and second factors, which our own doors share (S-11).

    wide: everybody comes from one address, and some of them are test scripts.
    """
    accounts = {
        "login": "60/m/ip",
        "login_failed": "100/15m/ip,10/15m/key",
        "request_login_code": "60/h/ip,3/h/key",
        "try_login_code": "3/15m/key",
        "reauthenticate": "20/15m/user",
        "change_password": "20/15m/user",
        "reader_message": "5/h/ip",
        "find_similar": "120/m/ip",
    }
    if wide:
        accounts |= {
            "login": "10000/m/ip",
            "login_failed": "10000/15m/ip,100/15m/key",
            "request_login_code": "10000/h/ip,100/h/key",
            "reader_message": "10000/h/ip",
            "find_similar": "10000/m/ip",
        }
    return accounts, {"webauthn_login": "10000/m/ip" if wide else "60/m/ip"}
