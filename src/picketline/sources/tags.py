"""The tags of a page, seen without parsing it: one pass, whatever the page."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

_TAG = re.compile(r"<(/?)([a-zA-Z!?][^\s<>/]{0,30})[^<>]*>?")
UNSEEN = frozenset({"script", "style", "head", "noscript", "template", "svg"})
_INLINE_NAMES = "a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup time u var wbr"
_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
_INLINE, _VOID = frozenset(_INLINE_NAMES.split()), frozenset(_VOID_NAMES.split())
LONG = 5000
"""Code points from which a tag is looked at for how many attributes it has."""
_LONG = re.compile(rf"<([a-zA-Z][^\s<>/]{{0,30}})\s[^<>]{{{LONG},}}>")
_CHOICE = re.compile(r"</?opt(?:ion|group)\b[^<>]*>", re.I)
MOST_ATTRIBUTES, MOST_CHOICES = 500, 2000
"""Attributes of one tag, and choices of a page's forms, beyond which parsers take the square of their number."""
_LINES = re.compile(r"[ \t]*\n\s*")


def without_tags(page: str, unseen: frozenset[str] = UNSEEN) -> str:
    """The words of a page, a line for each block; what stands within `unseen` elements is no part of them.

    >>> without_tags("<p>Crews <b>walked</b> out.<script>1 < 2</script><p>Caf&eacute;")
    'Crews walked out.\\nCafé\\n'
    """
    words, at, endless = [], 0, set[str]()
    while match := _TAG.search(page, at):
        words.append(page[at : match.start()])
        name = match.group(2).lower()
        at = match.end()
        if name not in _INLINE:
            words.append("\n")
        if name in unseen and not match.group(1) and name not in endless:
            end = _end_of(page, name, at)
            at = max(at, end)
            if end < 0:  # looked for once and no more, or a page of such tags would be read again for each
                endless.add(name)
    return _LINES.sub("\n", unescape("".join([*words, page[at:]]))).strip() + "\n"


def bounded(page: str) -> str:
    """The page without what parsers cannot take in bounded time and no reader sees: thousands of attributes or of choices in forms.

    >>> bounded("<p " + "x=1 " * 5000 + ">Crews walked out.</p>")
    '<p>Crews walked out.</p>'
    """
    if any(len(piece) > LONG and piece.find(">", 0, LONG) < 0 for piece in page.split("<")):  # else the pattern would look at every tag
        page = _LONG.sub(lambda tag: f"<{tag[1]}>" if len(tag[0].split(maxsplit=MOST_ATTRIBUTES)) > MOST_ATTRIBUTES else tag[0], page)
    choices = sum(1 for _ in islice(_CHOICE.finditer(page), MOST_CHOICES + 1))
    return _CHOICE.sub(" ", page) if choices > MOST_CHOICES else page


def depth(page: str, enough: int) -> int:
    """How deep the tags of a page are nested, counted no further than `enough`."""
    level = deepest = 0
    for match in _TAG.finditer(page):
        if match.group(2).lower() not in _VOID:
            level = max(0, level - 1) if match.group(1) else level + 1
            deepest = max(deepest, level)
            if deepest >= enough:
                break
    return deepest


def _end_of(page: str, name: str, start: int) -> int:
    """Where the unseen element that begins before `start` ends; -1 where it has no end."""
    end = page.find(f"</{name}", start)
    return end if end >= 0 else page.find(f"</{name.upper()}", start)
