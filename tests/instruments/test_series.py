from __future__ import annotations

import pytest

from unxref.instruments import series


def example(form: series.Form) -> str:
    return form.example


@pytest.mark.parametrize("form", series.forms(), ids=example)
def test_each_form_reads_and_spells_its_own_example(form: series.Form):
    found = series.read(form.example.upper())
    assert found is not None
    assert found.id == form.example
    assert (found.series, found.kind, found.body) == (form.series, form.kind, form.body)
    assert series.form_of(found) == form


@pytest.mark.parametrize("form", [f for f in series.forms() if f.spelled], ids=example)
def test_every_other_spelling_is_read_as_the_same(form: series.Form):
    found = series.read(form.example.upper())
    assert found is not None
    for template in form.spelled:
        bare = template.replace("{year}", "1966")
        for looks in (
            "roman30",
            "oldspecial",
            "roman12",
            "roman13",
            "roman",
            "volume",
            "running",
            "hundreds",
            "registration",
            "year",
            "deposited",
        ):
            bare = bare.replace(f":{looks}}}", "}")
        spelled = bare.format(session=found.session, number=found.number, part=found.part or "")
        assert form.read(spelled.upper()) == found


def test_what_a_form_lacks_is_not_dropped():
    security_council = next(form for form in series.forms() if form.series == "S/RES")
    assert security_council.spell({"session": "2000", "number": "1325", "part": None}) is not None
    assert security_council.spell({"session": "2000", "number": "1325", "part": "A"}) is None


@pytest.mark.parametrize(
    ("part", "fits"),
    [("A", True), ("AA", True), ("A-C", True), ("A-AA", True), ("XIII", True), ("C-A", False)],
)
def test_parts(part: str, fits: bool):
    form = series.forms()[0]
    assert (form.spell({"session": "53", "number": "77", "part": part}) is not None) is fits
