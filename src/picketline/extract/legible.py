"""A text as it is read where it is hard to read as it stands: with the tags of a page, other marks for the end of a line, or capitals
throughout. All offsets stay, and `verbatim` puts the text's own words back into what was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from string import capwords
from typing import Final, TypeVar

from picketline.model.record import Record, Reported, Value
from picketline.model.span import Span

_BLOCK: Final = "p|br|div|li|ul|ol|h[1-6]|blockquote|section|article|figure|figcaption|table|tr|td|th|hr|header|footer|aside"
_INLINE: Final = "a|b|i|u|em|strong|span|sup|sub|small|font|img|abbr|cite|q|mark|time|iframe|script|style"
_TAG: Final = re.compile(rf"</?(?:(?P<block>{_BLOCK})|{_INLINE})(?:\s[^<>]{{0,600}}|\s*/)?>")
_MARKUP: Final = re.compile(r"</[a-z][a-z0-9]{0,9}>|<br\s*/?>")
_ENDS: Final = re.compile("\r(?!\n)|[\u2028\u2029\x0b\x0c\x85]")
_LETTERS, _OPENING = 200, 400
"""Letters that a text must have before it is said to be in capitals throughout, and the code points of it that are looked at first."""
_SMALL: Final = 0.02
"""The share of small letters that it may have."""
_T = TypeVar("_T")


def legible(text: str) -> str:
    """The text without tags, with line breaks for other ends of lines, and in small letters where it is in capitals throughout.

    >>> legible("<p>Crews <b>out</b></p><p>At noon</p>").split("\\n")
    ['', '  Crews    out    ', '   ', '  At noon', '   ']
    """
    if _MARKUP.search(text):
        text = _TAG.sub(lambda tag: ("\n" if tag["block"] else " ") + " " * (len(tag.group()) - 1), text)
    return _small(_ENDS.sub("\n", text))


def _small(text: str) -> str:
    if not (_in_capitals(text[:_OPENING]) and _in_capitals(text)):
        return text
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _in_capitals(text: str) -> bool:
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals > _LETTERS and small < _SMALL * capitals


def capitalised(found: Record) -> Record:
    """The record of a text without capitals, with those of its names."""
    values = [value for one in found.disputes for value in (*one.employers, *one.unions, *one.places)]
    names = {form: capwords(form) for value in values for form in (value.value, *value.aliases)}

    def said(who: str | None) -> str | None:
        return names.get(who, who) if who else who

    def named(value: Value) -> Value:
        return replace(value, value=names[value.value], aliases=tuple(names[form] for form in value.aliases))

    def told(one: Reported) -> Reported:
        employers, unions, places = (tuple(map(named, part)) for part in (one.employers, one.unions, one.places))
        number = one.workers_involved and replace(one.workers_involved, said_by=said(one.workers_involved.said_by))
        events = tuple(replace(e, actor=said(e.actor), said_by=said(e.said_by), via=said(e.via)) for e in one.events)
        return replace(one, employers=employers, unions=unions, places=places, workers_involved=number, events=events)

    return replace(found, disputes=tuple(map(told, found.disputes)))


def verbatim(node: _T, text: str) -> _T:
    """A record, or a part of one, with its quotes as the text has them."""
    if isinstance(node, Span):
        return Span.of(text, node.start, node.end)  # type: ignore[return-value]
    if isinstance(node, tuple):
        return tuple(verbatim(part, text) for part in node)  # type: ignore[return-value]
    if isinstance(node, Mapping):
        return {name: verbatim(part, text) for name, part in node.items()}  # type: ignore[return-value]
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: verbatim(getattr(node, field.name), text) for field in fields(node)})
    return node
