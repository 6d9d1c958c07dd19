"""Answers kept in a file, so that a run that was broken off goes on where it stopped and no question is paid for twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from picketline.extract.backends.wire import Message, Reply
from picketline.model.errors import UserError


class Kept:
    """Replies by the hash of model, messages and schema, one JSON line each, appended as they come. Without a path, in memory alone."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._replies = dict(_read(path)) if path is not None and path.exists() else {}

    def get(self, key: str) -> Reply | None:
        """The reply kept under a key."""
        return self._replies.get(key)

    def add(self, key: str, reply: Reply) -> None:
        """Keeps a reply; UserError where the file cannot be written."""
        self._replies[key] = reply
        if self._path is None:
            return
        line = {"key": key, "content": reply.content, "tokens_in": reply.tokens_in, "tokens_out": reply.tokens_out}
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise UserError(f"{self._path}: answers cannot be kept there: {error.strerror}") from error


def key_of(model: str, messages: Sequence[Message], schema: Mapping[str, object]) -> str:
    """The sha256 of a question: another document, prompt, schema or model is another question."""
    content = json.dumps([model, list(messages), schema], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _read(path: Path) -> list[tuple[str, Reply]]:
    """The lines that are whole; a run that was killed may have left half a line."""
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            found.append((str(row["key"]), Reply(str(row["content"]), int(row["tokens_in"]), int(row["tokens_out"]))))
        except (ValueError, KeyError, TypeError):
            continue
    return found
