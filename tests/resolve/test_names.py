"""One organisation under several names."""

from __future__ import annotations

import pytest

from picketline.model import Judgement
from picketline.resolve.index import Memory
from picketline.resolve.names import across_scripts, likeness, name
from picketline.resolve.organisations import Called, same_names
from picketline.resolve.people import Named, named
from picketline.resolve.words import folded, script

SAME = [
    ("Harwick Quays Ltd", "Harwick Quays"),
    ("Harwick Quays", "the Harwick Quays Company"),
    ("National Dockers' Federation", "NDF"),
    ("NDF", "National Dockers' Federation Local 12"),
    ("SNPS Aktobemunaigaz", "SNPS-AktobeMunaiGas"),
    ("Brotherhood of Electrical Fitters", "Brotherhod of Electrical Fitters"),
    ("Société du Métro Lyonnais", "Societe du Metro Lyonnais"),
    ("Orbis", "Orbis Postal Services"),
]
OTHER = [
    ("Dockers Union Local 7", "Dockers Union Local 17"),
    ("Harwick Quays", "Marrow Foods"),
    ("National Union of Bakers", "National Union of Dockers"),
    ("NDF", "National Bakers' Guild"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_name_are_alike(one, other):
    """Legal forms, articles, acronyms, accents, spellings and slips do not make a new organisation."""
    assert likeness(name(one), name(other)) >= 0.85
    assert likeness(name(other), name(one)) == likeness(name(one), name(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_of_two_organisations_are_not(one, other):
    """Two locals, two firms, two trades; an acronym that stands for another."""
    assert likeness(name(one), name(other)) < 0.85


def test_the_government_names_nobody():
    """What any report may call an employer tells none from another."""
    assert not name("the government").named
    assert not name("shipowners").named
    assert name("Ministry of Ports").named


def test_letters_that_look_alike_do_not_make_a_new_name():
    """A Cyrillic о in a Latin name is read as the o that it is meant to be."""
    disguised = "Aktоbemunaigaz"
    assert script(disguised) == "latin"
    assert folded(disguised) == folded("Aktobemunaigaz")
    assert likeness(name(disguised), name("Aktobemunaigaz")) == 1.0
    assert not across_scripts(name(disguised), name("Aktobemunaigaz"))


def test_names_judged_by_machine():
    """The same name in two forms is judged the same; across scripts it is a candidate and not the same."""
    index: Memory[Called] = Memory()
    made = list(same_names([name("National Dockers' Federation"), name("NDF"), name("Актобемунайгаз"), name("Aktobemunaigaz")], index))
    assert [(j.left, j.right, j.same) for j in made] == [
        ("NDF", "National Dockers' Federation", True),
        ("Aktobemunaigaz", "Актобемунайгаз", False),
    ]
    assert "a person must say" in made[1].reason


def test_a_person_joins_names_and_takes_it_back():
    """After a person's word the names are one organisation's; undone, they are a candidate again."""
    said = Judgement("name", "Aktobemunaigaz", "Актобемунайгаз", True, "person:Ines", recorded_at="2024-05-01T10:00:00Z")
    others = named([said]).same
    assert others == {"Aktobemunaigaz": ("Актобемунайгаз",), "Актобемунайгаз": ("Aktobemunaigaz",)}
    assert likeness(name("Aktobemunaigaz", others["Aktobemunaigaz"]), name("Актобемунайгаз")) == 1.0
    back = Judgement("name", said.left, said.right, True, "person:Ines", recorded_at="2024-05-02T10:00:00Z", undoes=said.id)
    assert named([said, back]) == Named()


def test_a_person_tells_names_apart():
    """Names that a machine takes for one organisation's are two once a person says so; a later word counts before an earlier."""
    said = Judgement("name", "Harwick Quays", "Harwick Quays North", False, "person:Ines", recorded_at="2024-05-01T10:00:00Z")
    others = named([said]).other
    assert likeness(name("Harwick Quays"), name("Harwick Quays North")) == 0.9
    assert likeness(name("Harwick Quays", (), "en", others["Harwick Quays"]), name("Harwick Quays North")) == 0.0
    again = Judgement("name", said.left, said.right, True, "person:Bo", recorded_at="2024-05-02T10:00:00Z")
    assert named([again, said]).other == {}
