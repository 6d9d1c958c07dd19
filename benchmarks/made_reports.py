"""Reports that are made up but plausible, the same for the same numbers: what `resolve.py` and `made_ledger.py` measure on.

Names and dates are as reports give them: legal forms, acronyms, slips, parts of names, rounded numbers, vague or missing dates, places
left out, unions with several employers at a time. One dispute in six is followed by another that is not the same: at the same employer in
another town within a month, by another trade and its union in the same town within a month, or by the same people beyond the two months
that one dispute may rest.
"""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import resources

from picketline.model import Document, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id
from picketline.text.names import acronym

SEED, YEARS = 20260, (2012, 2024)
SECOND, LULL = 1 / 6, 62
"""Part of the disputes that another at the same employer follows; days that the stoppages of one dispute may lie apart."""
HEADS = ("Ash", "Bar", "Cor", "Dun", "El", "Fen", "Gar", "Hal", "Iver", "Jar", "Kel", "Lor", "Mar", "Nor", "Or", "Pen", "Quar", "Rav",
         "Sol", "Tor", "Ul", "Ven", "Wes", "Yar", "Zan", "Bel", "Cal", "Dor", "Est", "Fal")  # fmt: skip
TAILS = ("ton", "wick", "land", "mere", "field", "ford", "gate", "haven", "lin", "mont", "nex", "ovia", "port", "quist", "rell", "stad",
         "tex", "vale", "worth", "dale", "bridge", "bury")  # fmt: skip
LEGAL = ("Ltd", "Inc", "PLC", "Corp", "GmbH", "SA", "Group", "Company", "")
TRADES = {
    "A": ["farm workers", "fruit pickers"], "B": ["miners", "oil workers"], "C": ["car workers", "steel workers", "machinists"],
    "D": ["power workers", "electricians"], "E": ["refuse collectors", "waste collectors"], "F": ["bricklayers", "construction workers"],
    "G": ["shop staff", "supermarket cashiers"], "H": ["dockers", "bus drivers", "pilots", "postal workers", "train drivers"],
    "I": ["hotel workers", "waiters"], "J": ["journalists", "game developers"], "N": ["cleaners", "security guards"],
    "O": ["civil servants", "firefighters"], "P": ["teachers", "lecturers"], "Q": ["nurses", "doctors"],
}  # fmt: skip
KINDS = {
    "A": "Farms", "B": "Mining", "C": "Motors|Steel|Textiles|Foods|Electronics", "D": "Power", "E": "Waste Services", "F": "Construction",
    "G": "Stores", "H": "Shipping|Airlines|Transit|Logistics", "I": "Hotels", "J": "Media|Studios", "N": "Cleaning|Security",
    "O": "City Council|Fire Authority", "P": "University|School District", "Q": "Hospital|Health Trust",
}  # fmt: skip
KIN = {"dockers": "longshoremen", "car workers": "autoworkers", "bus drivers": "transit workers", "teachers": "school staff",
       "cleaners": "janitors", "shop staff": "retail workers", "nurses": "nursing staff", "miners": "mineworkers"}  # fmt: skip
APART = frozenset("BCDHJNOQ")
"""Industries whose trades no report mixes up: waiters are hotel workers, and lecturers teachers."""
DEMANDS = ("pay", "hours", "jobs", "conditions", "rights", "benefits", "agreement", "reinstatement", "policy")
SETS = ("employers", "unions", "workers", "places", "forms", "demands")
ONES = ("industry", "started", "ended", "status")


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Employer:
    name: str
    legal: str
    industry: str
    trade: str
    towns: tuple[Town, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """A dispute as it was."""

    key: int
    employer: Employer
    trade: str
    union: str
    town: Town
    start: date
    days: int
    people: int
    demands: tuple[str, ...]
    form: str


def towns() -> list[Town]:
    """The larger towns of the shipped gazetteer, with their region's name."""
    path = resources.files("picketline.text") / "data/gazetteer.sqlite"
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    regions = {(c, d): n for c, d, n in base.execute("select country, division, name from places where kind = 'region'")}
    rows = base.execute(
        "select name, country, division from places where kind = 'town' and population > 60000 order by name, country, division"
    )
    return [Town(name, country, regions.get((country, division), "")) for name, country, division in rows]


def employers(rng: random.Random, count: int, places: list[Town]) -> list[Employer]:
    """Employers, one in five of them in several towns."""
    return [_employer(rng, places) for _ in range(count)]


def _employer(rng: random.Random, places: list[Town]) -> Employer:
    industry = rng.choice(sorted(TRADES))
    home = rng.choice(places)
    kind = rng.choice(KINDS[industry].split("|"))
    first = home.name if industry in "OPQ" else rng.choice(HEADS) + rng.choice(TAILS)
    second = "" if industry in "OPQ" or rng.random() < 0.5 else f" {rng.choice(HEADS)}{rng.choice(TAILS)}"
    legal = "" if industry in "OPQ" else rng.choice(LEGAL)
    other = tuple(rng.choice(places) for _ in range(rng.choice((0, 0, 0, 0, 2))))
    return Employer(f"{first}{second} {kind}", legal, industry, rng.choice(TRADES[industry]), (home, *other))


def disputes(rng: random.Random, count: int, places: list[Town]) -> list[Truth]:
    """Disputes of employers of which some have many. A second one of the same trade in the same town lies more than two months from the
    first: by the ILO's rule it would be the same dispute otherwise."""
    known = employers(rng, max(2, count // 2), places)
    first = date(YEARS[0], 1, 1)
    span = (date(YEARS[1], 12, 31) - first).days
    taken: dict[tuple[Employer, Town, str], list[tuple[date, int]]] = defaultdict(list)
    made: list[Truth] = []
    while len(made) < count:
        if made and rng.random() < SECOND:
            new = _second(rng, made[-1], len(made), places)
        else:
            who = known[min(int(rng.paretovariate(1.1)) - 1, len(known) - 1)] if rng.random() < 0.05 else rng.choice(known)
            new = _dispute(rng, len(made), who, (rng.choice(who.towns), first + timedelta(rng.randrange(span))))
        if _free(taken[new.employer, new.town, new.trade], new.start, new.days):
            taken[new.employer, new.town, new.trade].append((new.start, new.days))
            made.append(new)
    return made


def _dispute(rng: random.Random, key: int, who: Employer, at: tuple[Town, date], trade: str | None = None) -> Truth:
    trade = trade or who.trade
    union = f"{rng.choice(('National', 'United', 'General', 'Allied'))} {trade.title()} Union"
    local = f" Local {rng.randrange(1, 900)}" if rng.random() < 0.3 else ""
    days, people = max(1, int(rng.lognormvariate(1.6, 1.2))), max(15, int(rng.lognormvariate(6, 1.3)))
    demands = tuple(rng.sample(DEMANDS, rng.choice((1, 1, 2))))
    return Truth(key, who, trade, union + local, *at, days, people, demands, rng.choice(("strike",) * 5 + ("protest",)))


def _second(rng: random.Random, one: Truth, key: int, places: list[Town]) -> Truth:
    """Another dispute at the employer of `one`, soon after it."""
    who, soon = one.employer, one.start + timedelta(rng.randrange(31))
    match rng.choice(("town", "again", "trade") if who.industry in APART else ("town", "again")):
        case "town":
            return _dispute(rng, key, who, (rng.choice([*(t for t in who.towns if t != one.town), rng.choice(places)]), soon), one.trade)
        case "trade":
            other = rng.choice([trade for trade in TRADES[who.industry] if trade != one.trade])
            return _dispute(rng, key, who, (one.town, soon), other)
        case _:
            later = one.start + timedelta(one.days + LULL + 1 + rng.randrange(120))
            return replace(_dispute(rng, key, who, (one.town, later), one.trade), union=one.union)


def _free(taken: list[tuple[date, int]], start: date, days: int) -> bool:
    apart = timedelta(LULL)
    return all(start > other + timedelta(long) + apart or other > start + timedelta(days) + apart for other, long in taken)


def told(rng: random.Random, truth: Truth, number: int) -> tuple[Document, Record]:
    """One report of a dispute, as a reporter with little time gives it."""
    published = truth.start + timedelta(rng.randrange(-7, min(truth.days, 60) + 12))
    over = published > truth.start + timedelta(truth.days)
    name = f"r{number:06}"
    document = Document(name, name, "", "", published=published.isoformat(), language="en", outlet=f"outlet {rng.randrange(400)}")
    status = "threatened" if published < truth.start else "ended" if over else "ongoing"
    reported = Reported(
        "d1",
        employers=_said(_employer_name(rng, truth.employer)),
        unions=_said(_union_name(rng, truth.union)),
        workers=_said(_trade_name(rng, truth.trade)),
        places=_places(rng, truth.town),
        forms=_said(truth.form),
        demands=tuple(v for d in truth.demands if rng.random() < 0.8 for v in _said(d)),
        industry=_one(truth.employer.industry if rng.random() < 0.95 else rng.choice(sorted(TRADES))),
        started=_one(_start(rng, truth.start)),
        ended=_one((truth.start + timedelta(truth.days - 1)).isoformat() if over and rng.random() < 0.5 else None),
        status=_one(status),
        workers_involved=_people(rng, truth.people),
    )
    return document, Record(name, True, (reported,))


def _said(value: str | None, country: str | None = None) -> tuple[Value, ...]:
    return (Value(value, (Span(0, len(value), value),), country=country),) if value else ()


def _one(value: str | None) -> Value | None:
    return next(iter(_said(value)), None)


def _employer_name(rng: random.Random, who: Employer) -> str | None:
    draw = rng.random()
    if draw < 0.10:
        return rng.choice((None, "the company", "management"))
    if draw < 0.45:
        return f"{who.name} {who.legal}".strip()
    if draw < 0.85:
        return who.name
    if draw < 0.92 and len(who.name.split()) > 2:
        return acronym(who.name)
    return _slip(rng, who.name) if draw < 0.96 else who.name.rsplit(" ", 1)[0]


def _slip(rng: random.Random, name: str) -> str:
    at = rng.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1 :] if rng.random() < 0.5 else name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _union_name(rng: random.Random, union: str) -> str | None:
    draw = rng.random()
    if draw < 0.35:
        return None
    base, _, local = union.partition(" Local ")
    short = base if draw < 0.7 else acronym(base)
    return f"{short} Local {local}" if local and rng.random() < 0.6 else short


def _trade_name(rng: random.Random, trade: str) -> str | None:
    draw = rng.random()
    return "workers" if draw < 0.2 else None if draw < 0.25 else KIN.get(trade, trade) if draw < 0.35 else trade


def _places(rng: random.Random, town: Town) -> tuple[Value, ...]:
    draw = rng.random()
    if draw < 0.05:
        return ()
    return _said(town.region if draw < 0.12 and town.region else town.name, town.country)


def _start(rng: random.Random, start: date) -> str | None:
    draw = rng.random()
    if draw < 0.3:
        return None
    if draw < 0.75:
        return start.isoformat()
    return f"{(start + timedelta(rng.randrange(-2, 3))).isoformat()}~" if draw < 0.9 else start.isoformat()[:7]


def _people(rng: random.Random, people: int) -> Quantity | None:
    draw = rng.random()
    if draw < 0.4:
        return None
    digits = max(0, len(str(people)) - 2)
    value = people if draw < 0.7 else round(people, -digits) if draw < 0.9 else round(people * rng.uniform(0.8, 1.25), -digits)
    return Quantity(float(value), (Span(0, 1, "n"),))


def made(size: int) -> tuple[list[tuple[Document, Record]], dict[str, int]]:
    """`size` reports in a mixed order, and the dispute of each."""
    rng = random.Random(SEED)
    truths = disputes(rng, max(1, size * 3 // 10), towns())
    of = [*truths, *(rng.choice(truths) for _ in range(size - len(truths)))]
    rng.shuffle(of)
    rows = [told(rng, truth, number) for number, truth in enumerate(of)]
    return rows, {f"{document.id}#d1": truth.key for (document, _), truth in zip(rows, of, strict=True)}


def whole(document: Document, record: Record) -> tuple[Document, bytes, Record]:
    """The report with a text that says its values, and the record with its evidence there."""
    (said,) = record.disputes
    words = [document.name, *(value.value for kind in SETS for value in getattr(said, kind))]
    words += [one.value for kind in ONES if (one := getattr(said, kind))] + ["n"]
    text = "\n".join(words)

    def found(word: str) -> tuple[Span, ...]:
        at = text.index(word)
        return (Span(at, at + len(word), word),)

    sets = {kind: tuple(replace(value, evidence=found(value.value)) for value in getattr(said, kind)) for kind in SETS}
    ones = {kind: one and replace(one, evidence=found(one.value)) for kind in ONES for one in [getattr(said, kind)]}
    people = said.workers_involved and replace(said.workers_involved, evidence=found("n"))
    data = text.encode()
    whole = replace(document, id=document_id(digest(data)), text=text, sha256=digest(data))
    return whole, data, replace(record, disputes=(replace(said, **sets, **ones, workers_involved=people),))
