"""The knowledge base: good practices, where they come from, and how they are found and curated."""
