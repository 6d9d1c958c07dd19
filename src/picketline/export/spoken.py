"""The language in which values and pages are put in words: English, unless a reader asked for one that has a catalogue.

Every message is English in the code and passes through `gettext`; numbers and dates follow `locale()` by CLDR.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from gettext import NullTranslations


@dataclass(frozen=True, slots=True)
class Speech:
    """A language: its locale by CLDR (`en_GB`), and the messages that are translated into it."""

    locale: str = "en_GB"
    messages: NullTranslations = field(default_factory=NullTranslations)

    def tag(self) -> str:
        """The language as HTML and HTTP write it.

        >>> Speech().tag()
        'en-GB'
        """
        return self.locale.replace("_", "-")


_SPOKEN: ContextVar[Speech] = ContextVar("spoken", default=Speech())  # noqa: B039  it is frozen


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """The language until the end of the block, in this task alone."""
    token = _SPOKEN.set(speech)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Speech:
    """The language now."""
    return _SPOKEN.get()


def locale() -> str:
    """The locale now, for Babel."""
    return _SPOKEN.get().locale


def gettext(message: str) -> str:
    """The message in the language now; as it stands where nobody translated it."""
    return _SPOKEN.get().messages.gettext(message)


def ngettext(one: str, many: str, number: float) -> str:
    """The message for a number, by the plural rules of the language now."""
    return _SPOKEN.get().messages.ngettext(one, many, int(number))


def later(message: str) -> str:
    """The message as it stands: one that is translated where it is shown. It is named here so that translators are given it."""
    return message
