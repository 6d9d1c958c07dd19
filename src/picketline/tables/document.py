"""The bytes of a listing as a document, so that each cell is a span in it."""

from __future__ import annotations

from picketline.model import Document
from picketline.model.document import digest, document_id
from picketline.model.errors import DocumentError


def document(name: str, data: bytes) -> Document:
    """The listing as a document of format `table`; UTF-8, or Windows-1252 where it is not. DocumentError where it holds NUL bytes."""
    if b"\0" in data:
        raise DocumentError(f"{name} is not a text file: export the sheet as CSV first")
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = data.decode("cp1252", errors="replace"), "cp1252"
    sha = digest(data)
    return Document(document_id(sha), name, text.replace("\r\n", "\n"), sha, format="table", metadata=(("encoding", encoding),))
