"""The tree of picketline's errors.

    PicketlineError
    ├── UserError          what the user asked for cannot be done: a wrong path, option, map or profile (exit 2)
    │   ├── LedgerError    the file is no ledger, is newer than this program, or cannot be written
    │   ├── UnknownId      the ledger has no dispute, report, claim or decision of that id
    │   ├── MissingExtra   an optional part is not installed; the message says what to install
    │   └── ModelError     a file of the learned model is missing, or is not the one that its hash names
    ├── DocumentError      one input cannot be read or understood; a run turns it into an Issue and goes on (exit 3)
    │   └── RecordError    a record is not of the exchange form; `pointer` says where
    └── EvidenceError      a span does not fit its document: our own fault or a tampered record

A message says what was wrong, where, and what would be right.
"""


class PicketlineError(Exception):
    """Root of all errors that picketline raises on purpose."""


class UserError(PicketlineError):
    """What the user asked for cannot be done."""


class LedgerError(UserError):
    """The ledger cannot be opened, read or written."""


class UnknownId(UserError):
    """The ledger has nothing of that id."""


class MissingExtra(UserError):
    """An optional part is needed: names the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: install it with  pip install 'picketline[{extra}]'")
        self.extra = extra


class ModelError(UserError):
    """A file of the learned model is missing or damaged."""


class DocumentError(PicketlineError):
    """One input cannot be read or understood."""


class RecordError(DocumentError):
    """A record is not of the exchange form."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer or '/'}: {message}")
        self.pointer = pointer


class EvidenceError(PicketlineError):
    """A span does not fit the document that it quotes."""
