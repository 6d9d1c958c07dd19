"""The article of a web page: which of the page's lines are the report, found by trafilatura, else resiliparse, else not told."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlComment, HtmlElement, HTMLParser, HtmlProcessingInstruction, document_fromstring  # type: ignore[import-untyped]
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree

from picketline.sources.tags import UNSEEN, depth, without_tags

Extractor = Literal["trafilatura", "resiliparse", "none"]
MOST_TAGS = 40_000
"""Tags of the largest page that trafilatura is asked about: its time grows faster than the page (100,000 paragraphs take it 10 s)."""
DEEPEST = 2000
"""Nested tags from which resiliparse is not asked: its time grows with the square of the depth (30,000 take it 10 s)."""
SHORTEST = 80
"""Code points below which what an extractor returns is taken for nothing."""
MOST_ARTICLES, SUBSTANCE = 40, 2
"""Articles of one page that are looked at, and long paragraphs that make one more than a teaser."""
_TABS = re.compile(r"^[ ]*\t[ \t]*", re.M)
_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False)
_PARSER.set_element_class_lookup(  # one class for all elements, for lxml's own way asks Python about each
    etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction)
)
_WORDLESS = ("style", "svg")
"""Elements that, on a page that has other text, hold no words of a report. Scripts stay: trafilatura looks into some for the article."""
_GAPS = re.compile(r"\n[ \t\n]*\n[ \t]*\n")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of a page is said by an Issue


@dataclass(frozen=True, slots=True)
class Article:
    """The visible text of a page, the lines of it that the extractor took for the article and for readers' comments, and, of a page that
    holds several articles, their headings in order."""

    text: str
    body: tuple[str, ...]
    comments: tuple[str, ...]
    extractor: Extractor
    headings: tuple[str, ...] = ()


def article(html: str, tree: HTMLTree) -> Article:
    """The article of a page, given as its source and parsed."""
    text = visible(tree)
    if not text.strip() and tree.document is not None and tree.document.query_selector("svg"):
        return Article(without_tags(html, UNSEEN - {"svg"}), (), (), "none")  # all of its words are in drawings
    if html.count("<") <= MOST_TAGS:
        body, comments = _trafilatura(html)
        if sum(map(len, body)) >= SHORTEST:
            articles = _articles(tree)
            further = _further(articles, frozenset((*body, *comments)))
            headings = tuple(_words_of(node.query_selector("h1, h2, h3")) for node in articles)
            return Article(text, (*body, *further), comments, "trafilatura", headings)
    if depth(html, DEEPEST) < DEEPEST:
        body = _lines(extract_plain_text(tree, preserve_formatting=True, main_content=True, alt_texts=False))
        if sum(map(len, body)) >= SHORTEST:
            return Article(text, body, (), "resiliparse")
    return Article(text, (), (), "none")


def _articles(tree: HTMLTree) -> list[ElementNode]:
    """A page's articles where it holds several, each with a heading and prose of its own; teasers may stand among them."""
    root = tree.document
    found = root.query_selector_all("article:has(h1, h2, h3)")[:MOST_ARTICLES] if root is not None else []
    whole = [one for one in found if sum(len(node.text or "") >= SHORTEST for node in one.query_selector_all("p")[:400]) >= SUBSTANCE]
    return whole if len(whole) > 1 else []


def _further(articles: Iterable[ElementNode], known: frozenset[str]) -> Iterator[str]:
    """The lines of several articles that trafilatura, which takes one of them, does not know."""
    for one in articles:
        for node in one.query_selector_all("h1, h2, h3, p")[:400]:
            if (words := _words_of(node)) and words not in known:
                yield words


def _words_of(node: ElementNode | None) -> str:
    return " ".join((node.text or "").split()) if node is not None else ""


def visible(tree: HTMLTree) -> str:
    """All that a reader of the page sees, a block on a line, at most one blank line between two."""
    text = extract_plain_text(tree, preserve_formatting=True, alt_texts=False, links=False, form_fields=False, noscript=False)
    lines = "\n".join(line.rstrip(" \t") for line in text.replace("\xa0", " ").split("\n"))
    return _GAPS.sub("\n\n", _TABS.sub("", lines)).strip("\n") + "\n"


def _trafilatura(html: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        tree = document_fromstring(html.encode("utf-8", "surrogatepass"), parser=_PARSER)
    except (etree.LxmlError, AssertionError):  # lxml asserts that a page has a root
        return (), ()
    etree.strip_elements(tree, *_WORDLESS, with_tail=False)  # trafilatura copies and walks the page several times
    found = trafilatura.bare_extraction(tree, fast=True, with_metadata=False, include_comments=True)
    if found is None or isinstance(found, dict):
        return (), ()
    return _lines(found.text), _lines(found.comments)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(_each(text or ""))


def _each(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if stripped := line.strip():
            yield stripped
