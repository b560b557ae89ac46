"""The review desk: /redactie/."""
