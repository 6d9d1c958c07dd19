"""The versions, in order of their names."""
