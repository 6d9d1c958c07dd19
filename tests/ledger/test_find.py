"""Filters, search and order of the list."""

from dataclasses import fields

import pytest

from picketline.ledger import Query
from picketline.model.errors import UserError
from picketline.model.filters import FILTERS


def found(ledger, **asked: object) -> list[str]:
    return [summary.employers[0] for summary in ledger.summaries(Query(**asked))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "employers"),
    [
        ({}, ["Tolland Mill", "Harwick Quays"]),
        ({"order": "reports"}, ["Harwick Quays", "Tolland Mill"]),
        ({"status": ("ended",)}, ["Harwick Quays"]),
        ({"status": ("ended", "ongoing")}, ["Tolland Mill", "Harwick Quays"]),
        ({"since": "1987-03-09"}, ["Tolland Mill", "Harwick Quays"]),
        ({"since": "1987-03-10"}, ["Tolland Mill"]),
        ({"until": "1987-Q1"}, ["Harwick Quays"]),
        ({"since": "1988", "until": "1988"}, ["Tolland Mill"]),
        ({"employer": "the HARWICK"}, ["Harwick Quays"]),
        ({"employer": "100%"}, []),
        ({"text": "downed tools"}, ["Tolland Mill"]),
        ({"text": '"tools downed"'}, []),
        ({"text": "resumed OR NOT NEAR("}, []),
        ({"text": "Weavers"}, ["Tolland Mill"]),
    ],
)
def test_a_query_finds_what_it_says(filled, asked, employers) -> None:
    """Filters hold together; several values are alternatives; nothing in the words of a search is an operator."""
    assert found(filled, **asked) == employers


def test_a_date_that_is_none_is_a_users_error(filled) -> None:
    """The message says how a date is written."""
    with pytest.raises(UserError, match="2020-Q1"):
        filled.summaries(Query(since="spring"))


def test_pages_of_the_list_do_not_overlap(filled) -> None:
    """`limit` and `offset` walk through the list; `count` and the facets tell how long it is."""
    assert [s.id for s in filled.summaries(limit=1)] + [s.id for s in filled.summaries(limit=1, offset=1)] == [
        s.id for s in filled.summaries()
    ]
    assert filled.count() == 2
    assert filled.facets()["status"] == {"ended": 1, "ongoing": 1}


def test_reports_are_found_by_their_words(filled, story) -> None:
    """A search over the reports gives those that hold all the words, first published first."""
    assert [document.id for document in filled.documents("began march")] == [story[1].document.id, story[2].document.id]


def test_a_query_has_the_filters_and_an_order() -> None:
    """Each filter that people are offered is a field of its name, and there is none that they are not offered."""
    assert [field.name for field in fields(Query)] == [*(one.name for one in FILTERS), "order"]
