"""Telling people what happened: one mail, one topic, one recipient, kept with the change itself.

`tell` finds out whom a step concerns and writes their mails; `post` writes any other mail. A mail
is a row of `practices.models.Mail`; sending it is the business of `outbox`.
"""

from .outbox import deliver_due, post
from .telling import tell

__all__ = ["deliver_due", "post", "tell"]
