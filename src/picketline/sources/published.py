"""The day of publication as EDTF, from the strings in which files, headers and pages give it; never the day of the crawl."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from picketline.model.edtf import bounds
from picketline.text.credits import DATELINE, date_in_line

_MONTHS = {m: i for i, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_NAMES = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<n>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<y>\d{4})(?P<n>\d{2})(?P<d>\d{2})(?:T?\d{4,6}.*)?"),
    re.compile(r"(?P<y>\d{4})/(?P<n>\d{1,2})/(?P<d>\d{1,2})(?: .*)?"),
    re.compile(rf"(?:[a-z]{{3,9}},? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_NAMES},?[ -](?P<y>\d{{4}})(?:[ ,].*)?", re.I),
    re.compile(rf"(?:[a-z]{{3,9}},? )?{_NAMES} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?:[ ,].*)?", re.I),
)
_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<n>\d{1,2})[/-](?P<d>\d{1,2})(?=[/\-_.]|$)"
    r"|[/_-](?P<y2>(?:19|20)\d\d)(?P<n2>[01]\d)(?P<d2>[0-3]\d)(?=[/\-_.]|$)"
)
_IN_DATELINE = re.compile(r"(?P<m>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2}), (?P<y>\d{4})")
_LONGEST = 80


def publication_date(value: str) -> str | None:
    """The day (or the month or year, where no more is said) in a date string of a file, header or page; None where it is none.

    A time zone is not applied: the day is the day as the publisher wrote it. Day-first and month-first figures (`03/02/2024`) are
    not told apart and so give None.

    >>> [publication_date(v) for v in ("2024-03-02T08:00:00Z", "26-FEB-1987 15:01:01", "August 26, 2005", "2005-08", "03/02/2024")]
    ['2024-03-02', '1987-02-26', '2005-08-26', '2005-08', None]
    """
    text = " ".join(value[:_LONGEST].split())
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = int(parts["n"]) if parts.get("n") else _MONTHS[parts["m"].lower()]
            return _day(int(parts["y"]), month, int(parts["d"]))
    if bounds(text) is not None:
        return text
    return _mail_date(text)


def date_in_url(url: str) -> str | None:
    """The day that a URL's path holds, or None.

    >>> date_in_url("https://example.org/2024/03/02/walkout.html"), date_in_url("https://example.org/id/20241399")
    ('2024-03-02', None)
    """
    match = _IN_URL.search(url)
    if not match:
        return None
    year, month, day = (match.group(a) or match.group(b) for a, b in (("y", "y2"), ("n", "n2"), ("d", "d2")))
    return _day(int(year), int(month), int(day))


def date_in_text(text: str, language: str = "en", within: int = 4000) -> str | None:
    """The day in the first line near the top that is a date and no more, or in an agency's dateline; None where no year is given.

    >>> date_in_text("On the picket line\\n\\nOctober 10, 2003 | Page 11\\n\\nCrews walked out.")
    '2003-10-10'
    >>> date_in_text("CREWS OUT\\n\\nELMSTRAND, March 3, 2024 (CW) - Crews walked out.")
    '2024-03-03'
    """
    for line in text[:within].split("\n"):
        if len(line) <= _LONGEST and (found := date_in_line(line, language)) and found[0]:
            return _day(*found) if found[2] else f"{found[0]}-{found[1]:02}"
        if (dateline := DATELINE.match(line.strip())) and (day := _IN_DATELINE.search(dateline.group())):
            return _day(int(day["y"]), _MONTHS.get(day["m"][:3].lower(), 0), int(day["d"]))
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None


def _mail_date(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
