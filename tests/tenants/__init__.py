"""What one region, or a submitter, may never learn of or do to another (S-05, S-06, S-08)."""
