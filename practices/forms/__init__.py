"""What people fill in: forms of accounts, submissions and readers."""
