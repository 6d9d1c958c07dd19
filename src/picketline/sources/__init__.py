"""Bytes to Documents: one file a format (in `formats`), found by its name.

`read_path` reads files and folders, several at a time, `read_bytes` bytes under a name, `read_jsonl` an open file of JSON Lines. Each
gives documents with the bytes that they were read from, and an `Issue` for what could not be read: nothing that an input holds stops a run.
"""

from picketline.sources.draft import Found, is_foreign
from picketline.sources.reader import LARGEST, read_bytes, read_jsonl, read_path

__all__ = ["LARGEST", "Found", "is_foreign", "read_bytes", "read_jsonl", "read_path"]
