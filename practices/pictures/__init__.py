"""Pictures of what the knowledge base holds: geometry here, drawn by templates/pictures."""
