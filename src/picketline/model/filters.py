"""The filters of the list of disputes, each told once: the command line, the desk and the API take them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter by its name; `told` says what it asks for.

    `takes`: `codes` are alternatives out of a list, `names` alternatives as they stand, `words` are searched, a `period` is a stretch of
    time. `codes` are written in the `case` that the ledger has them in, and are read in any; `listed` names their code list.
    """

    name: str
    told: str
    takes: Literal["codes", "names", "words", "period"]
    examples: tuple[str, ...]
    case: Literal["upper", "lower"] = "lower"
    listed: str = ""

    @property
    def several(self) -> bool:
        """Whether it may be given several times: any of its values then."""
        return self.takes in ("codes", "names")

    def read(self, given: str) -> str:
        """A value as the ledger has it; empty for none.

        >>> FILTERS[0].read(" kz ")
        'KZ'
        """
        value = given.strip()
        return value if self.takes != "codes" else value.upper() if self.case == "upper" else value.lower()


FILTERS = (
    Filter("country", "Country, ISO 3166-1 alpha-2", "codes", ("KZ",), "upper"),
    Filter("region", "Region, UN M49", "codes", ("143",)),
    Filter("industry", "Industry, a section of ISIC Rev. 4", "codes", ("B",), "upper", listed="industries"),
    Filter("form", "Form of action", "codes", ("strike", "lockout"), listed="forms"),
    Filter("status", "How it stands", "codes", ("threatened", "ongoing", "suspended", "ended", "averted"), listed="statuses"),
    Filter("demand", "What is demanded", "codes", ("pay", "hours", "jobs"), listed="demands"),
    Filter("event", "Type of one of its events", "codes", ("dismissal", "court_ruling"), listed="events"),
    Filter("employers", "An employer's whole name as it stands", "names", ("Harwick Quays",)),
    Filter("unions", "A union's whole name as it stands", "names", ("Ward Union",)),
    Filter("outlet", "Outlet of a report, as it is written there", "names", ("The Ostby Post",)),
    Filter("size", "Band of the number taking part, by its lower end", "codes", ("10000", "1000", "100", "1", "unknown")),
    Filter("conflict", "Property on which reports differ", "codes", ("workers_involved", "any")),
    Filter("since", "Under way on or after a day, month, quarter or year", "period", ("2020-03-31", "2020-03", "2020-Q1", "2020")),
    Filter("until", "Begun on or before", "period", ("2020-03-31",)),
    Filter("employer", "Part of an employer's name, whatever its case", "words", ("quays",)),
    Filter("union", "Part of a union's name, whatever its case", "words", ("ward",)),
    Filter("text", 'Words in the reports or values, all of them; "a phrase" in quotes', "words", ('"court ruling"',)),
)
