"""Bytes to Documents: one file a format, found by its name."""
