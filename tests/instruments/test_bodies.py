from __future__ import annotations

import pytest

from unxref.instruments import bodies, series
from unxref.instruments.data import rows


def test_every_series_has_a_known_body():
    assert {form.body for form in series.forms()} - {None} <= set(bodies.bodies())


def test_keys_and_names_are_given_once():
    table = rows("bodies.csv")
    assert len({row["key"] for row in table}) == len({row["name"] for row in table}) == len(table)


def test_no_name_means_two_bodies():
    names = [name for body in bodies.bodies().values() for name in {body.name, *body.names, *body.acronyms}]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("General Assembly", "ga"),
        ("the General Assembly", "ga"),
        ("UNGA", "ga"),
        ("ecosoc", "ecosoc"),
        ("Executive Board of the United Nations Children’s Fund", "unicef-board"),
        ("Commission on Crime Prevention and Criminal Justice", "ccpcj"),
    ],
)
def test_find(name: str, key: str):
    found = bodies.find(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("name", ["Council", "Assembly", "the Commission", "Committee", ""])
def test_a_shared_short_form_finds_nothing(name: str):
    assert bodies.find(name) is None


def test_kinds():
    assert bodies.bodies()["General Assembly"].kinds == ("resolution", "decision")
    assert bodies.bodies()["Security Council"].kinds == ("resolution", "statement")
    assert bodies.bodies()["European Parliament"].kinds == ()
