"""Pictures of every public page for docs/: see script/screenshots."""
