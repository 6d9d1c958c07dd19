"""Who is the employer, the union, the place."""

from collections.abc import Callable

import pytest
from tests.extract.stumps import stump

from picketline.extract.models import Models
from picketline.extract.names import Candidate, candidates
from picketline.extract.page import Page
from picketline.extract.roles import PARTIES, Parties, country_of, names, parties
from picketline.extract.whereabouts import countries

Pages = Callable[..., Page]


@pytest.fixture
def models() -> Models:
    """Rankers that believe the net, scope by scope."""
    tags = {"employers": "employer", "unions": "union", "places": "place"}
    thresholds = {f"{role} {which}": 0.5 for role in tags for which in ("first", "more", "listed")}
    lines = {f"roles.{role}.linear": {"meant/": -3.0, f"meant/scope_{tags[role]}": 8.0} for role in PARTIES}
    return Models({f"roles.{role}": stump(f"scope_{tag}") for role, tag in tags.items()}, {"roles": thresholds, **lines})


def read(page: Page, models: Models) -> Parties:
    """The parties of a report of one dispute."""
    return parties(page, page.everything(), candidates(page), models)


def named(page: Page, name: str) -> Candidate:
    """The candidate that has a form."""
    return next(c for c in candidates(page) if name in c.forms)


def test_an_acronym_in_brackets_and_a_short_form_are_aliases_of_the_full_name(page: Pages) -> None:
    """All forms of one name are one candidate, under the full form."""
    found = named(
        page("The National Dockers Union (NDU) called them out. NDU members at Brenner Tubes Ltd agreed. Brenner objected."), "NDU"
    )
    assert found.name == "National Dockers Union"
    assert len(found.mentions) == 3


def test_a_short_form_that_is_a_large_town_is_not_joined_to_a_longer_name(page: Pages) -> None:
    """'Hamburg' beside 'Hamburg Hafen Logistik' stays the town."""
    text = "Cranes of Hamburg Hafen Logistik stood still. Ships left Hamburg empty."
    assert "Hamburg" not in named(page(text), "Hamburg Hafen Logistik").forms


def test_what_a_firm_owns_is_not_the_firm(page: Pages) -> None:
    """The works of Brenner are another name than Brenner, and an office behind a name is no part of it."""
    here = page("Brenner's Leith works stood still, Brenner Tubes said. Dock Union President Ana Holm agreed. Brenner objected.")
    assert "Brenner's Leith" not in named(here, "Brenner").forms
    assert named(here, "Dock Union") is not None and named(here, "Ana Holm") is not None


def test_two_branches_of_one_union_stay_two_names(page: Pages) -> None:
    """Local 12 and Local 34 may be in different disputes."""
    text = "Bakers Union Local 12 walked out in May. Bakers Union Local 34 settled."
    assert named(page(text), "Bakers Union Local 12") is not None
    assert "Bakers Union Local 34" not in named(page(text), "Bakers Union Local 12").forms


def test_the_words_that_stand_for_the_only_employer_are_other_names_of_it(page: Pages, tagged: Pages, models: Models) -> None:
    """Of two employers "the company" may be either, so it is a name of neither."""
    here = tagged(page("Work stopped at Brenner Tubes Ltd today. The company regrets it."), "Brenner Tubes Ltd", "employer")
    assert read(here, models).employers[0].aliases == ("company",)
    both = tagged(page("Brenner Tubes Ltd and Ostmill Ltd stood still. The company regrets it."), "Brenner Tubes Ltd", "employer")
    assert [v.aliases for v in read(tagged(both, "Ostmill Ltd", "employer"), models).employers] == [(), ()]


def test_the_value_is_quoted_from_the_text_and_the_other_forms_are_aliases(page: Pages, tagged: Pages, models: Models) -> None:
    """Evidence is the name itself, letter by letter."""
    here = tagged(page("Work stopped at Brenner\nTubes Ltd today. Brenner regrets it."), "Brenner\nTubes Ltd", "employer")
    (employer,) = read(here, models).employers
    assert employer.value == "Brenner Tubes Ltd"
    assert employer.evidence[0].quote == "Brenner\nTubes Ltd"
    assert employer.aliases == ("Brenner",)
    assert employer.confidence == pytest.approx(0.935, abs=0.01)


@pytest.mark.parametrize("word", ["company", "Bakers", "employer"])
def test_a_bare_word_is_no_employer(page: Pages, tagged: Pages, models: Models, word: str) -> None:
    """Neither a firm without a name nor a workers' trade is one, however sure the net is."""
    here = tagged(page(f"The {word} said that work stopped at dawn."), word, "employer")
    assert read(here, models).employers == ()


def test_a_town_where_it_happens_is_no_employer(page: Pages, tagged: Pages, models: Models) -> None:
    """What is a place for sure is not the employer too."""
    here = tagged(tagged(page("Cranes of Hamburg stood still."), "Hamburg", "employer"), "Hamburg", "place")
    found = read(here, models)
    assert ([v.value for v in found.employers], [v.value for v in found.places]) == ([], ["Hamburg"])


def test_a_named_employer_comes_before_an_unnamed_one(page: Pages, tagged: Pages, models: Models) -> None:
    """With the same chance the name is told, not "government"."""
    here = tagged(tagged(page("Brenner Tubes and the government said nothing."), "Brenner Tubes", "employer"), "government", "employer")
    assert [v.value for v in read(here, models).employers][:1] == ["Brenner Tubes"]


def test_a_union_whose_name_was_cut_is_not_told_twice(page: Pages, tagged: Pages, models: Models) -> None:
    """A part of a branch's name is no second union."""
    here = page("Work stopped at Trent Bakers Union Local 12 shops. Then Bakers Union Local 12 met.")
    both = tagged(tagged(here, "Trent Bakers Union Local 12", "union"), "Bakers Union Local 12 met", "union")
    assert [v.value for v in read(both, models).unions] == ["Trent Bakers Union Local 12"]


def test_nothing_named_gives_no_party(page: Pages, models: Models) -> None:
    """None where none is named: not a guess."""
    assert read(page("the men went home and came back."), models) == Parties()


def test_an_unnamed_government_is_an_employer_with_its_adjective(page: Pages, tagged: Pages, models: Models) -> None:
    """Governments are employers; the adjective tells which."""
    here = tagged(page("Teachers accuse the Peruvian government of delay."), "Peruvian government", "employer")
    assert [v.value for v in read(here, models).employers] == ["Peruvian government"]


def test_a_country_that_only_an_adjective_names_is_a_place(page: Pages, tagged: Pages, models: Models) -> None:
    """When no town is named but the country is clear, the country is the place; the adjective is its evidence."""
    here = tagged(page("Brazilian seamen stayed ashore."), "Brazilian", "place")
    (place,) = read(here, models).places
    assert (place.value, place.country, place.evidence[0].quote) == ("Brazil", "BR", "Brazilian")


def test_a_country_is_no_place_beside_its_town_for_an_adjective(page: Pages, tagged: Pages, models: Models) -> None:
    """The country itself is the place where no town or region is named."""
    text = "Dutch dockers walked out in Rotterdam."
    here = tagged(tagged(page(text), "Rotterdam", "place"), "Dutch", "place")
    assert [value.value for value in read(here, models).places] == ["Rotterdam"]
    assert [value.value for value in read(tagged(page(text), "Dutch", "place"), models).places] == ["Netherlands"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Meatpackers in Lincoln, Nebraska walked out.", ["Lincoln"]),
        ("Meatpackers in Lincoln, Nebraska walked out. Others in Nebraska may follow.", ["Lincoln", "Nebraska"]),
        ("Meatpackers in Nebraska walked out.", ["Nebraska"]),
    ],
)
def test_a_state_that_only_says_where_a_town_lies_is_no_place_of_its_own(
    page: Pages, tagged: Pages, models: Models, text: str, places: list[str]
) -> None:
    """The most specific places are told, and a wider one where it stands for itself too."""
    here = tagged(tagged(page(text), "Lincoln", "place") if "Lincoln" in text else page(text), "Nebraska", "place")
    assert sorted(value.value for value in read(here, models).places) == places


def test_an_adjective_of_a_country_is_no_name(page: Pages, tagged: Pages, models: Models) -> None:
    """The net may tag "Belgian" of "Belgian dockers": neither a party nor somebody who may speak."""
    found = read(tagged(page("A strike by Belgian dockers began in Ghent."), "Belgian", "employer"), models)
    assert "Belgian" not in {value.value for value in found.employers} | {other.candidate.name for other in found.others}


def test_an_adjective_that_some_hamlet_is_called_by_is_no_name_either(page: Pages) -> None:
    """Canadian lies in Texas; in "Canadian dockers" it is an adjective."""
    assert "Canadian" not in {c.name for c in candidates(page("Canadian dockers struck in Halifax.")) if not c.is_people}


def test_a_piece_of_a_town_is_no_name(page: Pages) -> None:
    """ "Janeiro" is named by nobody beside "Rio de Janeiro"."""
    assert "Janeiro" not in {c.name for c in candidates(page("Dockers in Rio de\nJaneiro struck. Ships left Rio de Janeiro."))}


def test_a_firm_is_no_place(page: Pages, tagged: Pages, models: Models) -> None:
    """Whatever the net takes it for: a name that ends as firms do and that no gazetteer has is no place."""
    assert not read(tagged(page("Workers at Brenner Foods Inc struck."), "Brenner Foods Inc", "place"), models).places


def test_a_town_where_it_happens_neither_acts_nor_speaks(page: Pages, tagged: Pages, models: Models) -> None:
    """A town that nothing calls the place of the dispute may stand for a club, a court, a person."""
    text = "By telephone from Ghent, the spokesman said the strike went on."
    far, near = read(page(text), models), read(tagged(page(text), "Ghent", "place"), models)
    assert "Ghent" in {other.candidate.name for other in far.others}
    assert "Ghent" not in {other.candidate.name for other in near.others}


def test_an_employer_of_one_dispute_is_absent_from_another(page: Pages, tagged: Pages, models: Models) -> None:
    """Roles belong to a dispute's scope."""
    here = tagged(page("Brenner Tubes shut its gates today. Elsewhere the dockers of Lund marched."), "Brenner Tubes", "employer")
    found = names(here, candidates(here))
    assert [v.value for v in parties(here, (0,), found, models).employers] == ["Brenner Tubes"]
    assert parties(here, (1,), found, models).employers == ()


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Smelter crews in Trail, British Columbia, voted.", "Trail", "CA"),
        ("Miners at Kimberley, British Columbia, voted.", "Kimberley", "CA"),
        ("South African miners at Kimberley voted.", "Kimberley", "ZA"),
        ("Ferries did not sail from Victoria. Canada and Canadian firms wait.", "Victoria", "CA"),
        ("Oil crews marched in Zhanaozen.", "Zhanaozen", "KZ"),
        ("Looms stood still in northern Haiti.", "Haiti", "HT"),
    ],
)
def test_the_country_of_a_place_is_decided_by_what_stands_beside_it_and_in_the_report(page: Pages, text: str, name: str, code: str) -> None:
    """Many towns share a name."""
    here = page(text)
    found = candidates(here)
    assert next(c.code for x, c in zip(found, countries(here, found), strict=True) if name in x.forms) == code


def test_a_name_listed_beside_a_chosen_one_needs_a_lower_chance(page: Pages, tagged: Pages, models: Models) -> None:
    """In 'Lund, Malmer and Trelle' all or none are the place."""
    here = tagged(page("Quays at Lund, Malmer and Trelle stood still; ships left for Oslo."), "Lund", "place")
    assert [v.value for v in read(here, models).places] == ["Lund"]
    lower = {**models.settings, "roles": {**models.settings["roles"], "places listed": 0.04}}
    assert [v.value for v in read(here, Models(models.forests, lower)).places] == ["Lund", "Malmer", "Trelle"]


def test_further_names_come_with_their_kind(page: Pages, tagged: Pages, models: Models) -> None:
    """Courts, police and persons may act and speak without being parties."""
    text = "Brenner Tubes went to the Labour Court. Mayor Edith Crane called the Riverside Police."
    found = {o.candidate.name: o.kind for o in read(tagged(page(text), "Brenner Tubes", "employer"), models).others}
    assert (found["Labour Court"], found["Edith Crane"], found["Riverside Police"]) == ("court", "person", "police")
    assert "Brenner Tubes" not in found


def test_a_longer_name_that_is_near_as_likely_is_written_for_its_part(page: Pages, models: Models) -> None:
    """'Federation' alone says less than the name it stands in."""
    here = page("Clerks met with the Lund Harbour Federation. The Federation called them out.")
    found = names(here, candidates(here))
    likely = Models({**models.forests, "roles.unions": stump("has_unions")}, models.settings)
    assert [v.value for v in parties(here, here.everything(), found, likely).unions] == ["Lund Harbour Federation"]


@pytest.mark.parametrize(
    ("text", "employer"), [("Bakers left Holm's Crust.", "Holm's Crust"), ("Bakers left Holm's Leith works. Holm sighed.", "Holm")]
)
def test_a_name_is_cut_at_its_owner_only_where_he_is_named_by_himself(
    page: Pages, tagged: Pages, models: Models, text: str, employer: str
) -> None:
    """A firm may be called "Holm's Crust"; "Holm's Leith works" belongs to the Holm of the next sentence."""
    here = tagged(page(text), "Holm", "employer")
    likely = Models({**models.forests, "roles.employers": stump("scope_employer", 0.1)}, models.settings)
    assert [v.value for v in read(here, likely).employers] == [employer]


def test_a_bracket_that_the_net_leaves_open_is_no_part_of_a_name(page: Pages, tagged: Pages, models: Models) -> None:
    """Names in small letters are told by the net alone, and it may stop inside the brackets of their acronym."""
    here = tagged(page("The call came from the general union of weavers (guw) on Monday."), "general union of weavers (guw", "union")
    assert "general union of weavers" in {candidate.name for candidate in candidates(here)}


def test_members_of_a_union_are_not_its_name(page: Pages) -> None:
    """A sentence's first word belongs to a name only where it may open one."""
    found = candidates(page("Members of the Harbour Staff League walked out."))
    assert "Harbour Staff League" in {candidate.name for candidate in found}
    assert not any(form.startswith("Members") for candidate in found for form in candidate.forms)


@pytest.mark.parametrize(("end", "country"), [(30, "France"), (60, "Portugal"), (5, "France")])
def test_a_dispute_without_a_place_lies_in_the_country_named_last(page: Pages, end: int, country: str) -> None:
    """Up to the end of what tells it; where none is named before, in the first named after."""
    here = page("Clerks in France walked out. In Portugal the weavers voted to strike.")
    assert [v.value for v in country_of(here, end, names(here, candidates(here)), (0, len(here.text)))] == [country]


def test_a_country_of_another_article_is_not_that_of_a_dispute(page: Pages) -> None:
    """A round-up's items lie anywhere."""
    here = page("Smelters gave seven days' notice on Wednesday.\n\nLecturers at colleges in Ghana walked out.")
    assert country_of(here, 46, names(here, candidates(here)), (0, 46)) == ()


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Chairman Ana Brook closed the mill. Brook said it was over.", {"Ana Brook", "Brook"}),
        ("Jo Bell, general secretary of the Weavers' Guild, refused.", {"Jo Bell"}),
        ("President Ana Brook of Norrland refused. Governor Jo Bell agreed.", set()),
        ("Local 12 president Ana Brook refused. Brook left, and NDU President Jo Bell too.", {"Ana Brook", "Brook", "Jo Bell"}),
        ("The Minister of Labour met the Governor of Norrland.", {"Minister of Labour", "Governor of Norrland"}),
        ("Chairman Ana Brook left Brook Mills. Brook has 300 workers.", {"Ana Brook"}),
    ],
)
def test_who_holds_an_office_in_a_firm_or_union_is_neither(page: Pages, text: str, persons: set[str]) -> None:
    """A government goes by its head's name, and a firm by its founder's."""
    known = names(here := page(text), candidates(here))
    assert {one.name for one, is_person in zip(known.found, known.persons, strict=True) if is_person} == persons
