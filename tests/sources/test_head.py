"""What a page says of itself is read where pages say it, and said with its origin."""

import pytest
from resiliparse.parse.html import HTMLTree

from picketline.model import Issue
from picketline.sources import read_bytes
from picketline.sources.head import Head, head
from picketline.sources.published import publication_date


def read(markup: str) -> Head:
    return head(HTMLTree.parse(f"<!doctype html><html><head>{markup}</head><body></body></html>"))


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>Crews walk out | The Post</title>", "Crews walk out"),
        (
            "<title>Crews walk out - and stay out</title><meta property=og:title content='Crews walk out - and stay out'>",
            "Crews walk out - and stay out",
        ),
        ("<title>The Post</title><h1>Crews walk out</h1>", "Crews walk out"),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Crews &"}]}</script>', "Crews &"),
        ('<script type="application/ld+json">{broken</script><title>Crews</title>', "Crews"),
    ],
)
def test_the_title_is_without_the_outlets_name(markup: str, title: str) -> None:
    """Structured data first, then the one heading, then what is given to be shared, then the window's title."""
    assert read(markup).title == title


@pytest.mark.parametrize(
    ("markup", "byline", "via"),
    [
        ("<meta name=author content='Ada Finch'>", "Ada Finch", None),
        ("<meta name=author content='By Ada Finch via Coast Wire'>", "Ada Finch", "Coast Wire"),
        ("<meta name=author content='https://post.example/ada'><a rel=author>ada finch</a>", "Ada finch", None),
        (
            '<script type="application/ld+json">{"@type": "Article", "author": [{"name": "A. Finch"}, {"name": "B. Moss"}]}</script>',
            "A. Finch, B. Moss",
            None,
        ),
    ],
)
def test_the_writer_is_named_with_the_channel(markup: str, byline: str, via: str | None) -> None:
    """An address is no name; several writers are all named."""
    assert (read(markup).byline, read(markup).via) == (byline, via)


@pytest.mark.parametrize(
    ("markup", "published", "origin"),
    [
        ("<meta property=article:published_time content=2024-03-04T23:30:00-05:00>", "2024-03-04", "page"),
        ("<meta name=DC.date.issued content=20240304>", "2024-03-04", "page"),
        ("<link rel=canonical href=https://post.example/2024/03/04/crews>", "2024-03-04", "url"),
        ("<meta property=article:modified_time content=2024-03-04>", None, None),
        ("<time datetime=2024-03-04>4 March</time>", "2024-03-04", "page"),
        ("<time datetime=2024-03-04>4 March</time><time datetime=2024-03-05>5 March</time>", None, None),
    ],
)
def test_the_day_of_publication_is_the_pages(markup: str, published: str | None, origin: str | None) -> None:
    """The day is the publisher's own, without a time zone applied; days of change, and one of several days, are none."""
    assert (read(markup).published, read(markup).published_from) == (published, origin)


@pytest.mark.parametrize("value", ["", "soon", "31/12/2024", "2024-13-01", "2024-02-30", "9" * 5000, "Mon, 99 Foo 2024", "-1"])
def test_what_is_no_date_is_none(value: str) -> None:
    """No day is guessed from what does not name one."""
    assert publication_date(value) is None


def test_a_line_that_is_a_date_dates_a_page_that_says_nothing() -> None:
    """Old pages have their day in the text alone."""
    story = "The weavers of the mill have been out since Monday, and the owner has not said a word to them. " * 4
    page = f"<html><body><h1>Mill</h1><p>By Ada Finch | October 10, 2003 | Page 11</p><p>{story}</p></body></html>".encode()
    document = next(part[0] for part in read_bytes(page, "mill.html") if not isinstance(part, Issue))
    assert (document.published, dict(document.metadata)["published:from"], document.byline) == ("2003-10-10", "text", "Ada Finch")


def test_several_articles_on_one_page_are_all_its_report() -> None:
    """Each article of a page that has a heading and prose of its own is kept, and marked where there are several; teasers beside and among
    them are set aside."""
    from picketline.sources.formats import html

    crews = [
        f"The crews of ferry {name} stopped work at noon on Monday over pay, their union said, and no talks are set." for name in "ABC"
    ]
    articles = [f"<article><h2>Ferry {words[19]} stops</h2><p>{words}</p>{f'<p>They said: {words}</p>' * 9}</article>" for words in crews]
    teasers = ["<article><h2>Fair opens</h2><p>The harvest fair opens.</p></article>"] * 2
    for parts, kept in ((articles, 3), ([articles[0], *teasers], 1), ([articles[0], *teasers, *articles[1:]], 3)):
        page = f"<html><body><nav><a href=/>Home</a></nav><main>{''.join(parts)}</main></body></html>".encode()
        document = next(part[0] for part in html.read(page, "x.html") if isinstance(part, tuple))
        body = " ".join(document.text[layer.start : layer.end] for layer in document.marked("body"))
        assert sum(words in body for words in crews) == kept
        assert "Fair opens" not in body
        opened = [document.text[layer.start : layer.end].split("\n")[0] for layer in document.marked("article")]
        assert opened == (["Ferry A stops", "Ferry B stops", "Ferry C stops"] if kept == 3 else [])
