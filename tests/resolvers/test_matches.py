"""A search finds more than was asked for: which of it is of the document."""

import pytest

from unxref.instruments.identifiers import parse
from unxref.resolvers.marc import Field, Marc
from unxref.resolvers.matches import matches, record_of


@pytest.mark.parametrize(
    ("asked", "symbol", "distance"),
    [
        ("A/RES/75/254B", "A/RES/75/254[B]", 0),
        ("A/RES/75/254B", "A/RES/75/254A-C", 2),
        ("A/RES/421(V)E", "A/RES/421(V)[A-H]", 2),
        ("A/RES/75/254D", "A/RES/75/254A-C", None),
        ("A/RES/75/255B", "A/RES/75/254A-C", None),
        # Section X of part C, which is no range from C to X.
        ("A/RES/33/116D", "A/RES/33/116[C-X]", None),
    ],
)
def test_a_record_is_of_its_symbol_and_of_the_parts_of_its_range(
    asked: str, symbol: str, distance: int | None
) -> None:
    document, record = parse(asked), Marc((Field("191", "", (("a", symbol),)),))
    found = matches([document], [record])[document]
    assert [match.distance for match in found] == ([] if distance is None else [distance])


def test_how_the_whole_was_voted_on_is_not_how_its_part_was() -> None:
    whole = Marc(
        (
            Field("191", "", (("a", "A/RES/75/254A-C"),)),
            Field("996", "", (("a", "Adopted 168-2-0, 48th plenary meeting"),)),
        )
    )
    (part, act) = (parse("A/RES/75/254B"), parse("A/RES/75/254A-C"))
    found = matches([part, act], [whole])
    assert record_of(act, found[act], lambda _: None).vote == "168-2-0"
    assert record_of(part, found[part], lambda _: None).vote is None
