"""Coming in: codes, passwords, second factors, invitations."""
