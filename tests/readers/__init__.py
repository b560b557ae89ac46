"""What readers write, and what becomes of it."""
