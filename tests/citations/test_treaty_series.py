"""Treaty series: every order of volume, number and page, and which treaty is meant where several share them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unxref.citations.language import language
from unxref.citations.model import Citation
from unxref.citations.treaty_series import series_references

Cited = Callable[[str], list[Citation]]

ENGLISH = language("en")

ALONE: list[tuple[str, list[str]]] = [
    ("United Nations, Treaty Series, vol. 1577, No. 27531.", ["crc"]),
    ("United Nations, Treaty Series, vol. 1577,\n        No. 27531.", ["crc"]),
    ("United Nations, Treaty Series, vol.\n        1577, No.\n    27531.", ["crc"]),
    ("United Nations, Treaty Series, vol. 2329. No. 41723.", ["eccc-agreement"]),
    ("United Nations, Treaty Series, vols. 2171, 2173 and 2983, No. 27531.", ["crc-opsc", "crc-opac", "crc-opic"]),
    ("United Nations, Treaty Series, vol. 2171, vol. 2173, No. 27531.", ["crc-opsc", "crc-opac"]),
    ("United Nations, Treaty Series, vol. 75, Nos. 970–973.", ["gc-i", "gc-ii", "gc-iii", "gc-iv"]),
    ("United Nations, Treaty Series, vol. 75, Nos. 970−971.", ["gc-i", "gc-ii"]),
    ("United Nations, Treaty Series, vol. 1125, Nos. 17512 and 17513, and vol. 2404, No. 43425.",
     ["gc-ap-i", "gc-ap-ii", "gc-ap-iii"]),
    ("United Nations, Treaty Series, vol. 189, No. 2545; and vol. 606, No. 8791.", ["refugee-convention", "refugee-protocol"]),
    ("United Nations, Treaty Series, vols. 1833, 1834 and 1835, No. 31363.", ["unclos"] * 3),
    ("United Nations, Treaty Series, vol. 1155, No. 18232, p. 331.", ["vclt"]),
    ("United Nations, Treaty Series, vol. 1577, p. 3, No. 27531.", ["crc"]),
    ("United Nations, Treaty Series (UNTS), vol. 660, p. 195.", ["icerd"]),
    ("U.N. Treaty Series, vol. 75, p. 287.", ["gc-iv"]),
    ("United Nations Treaty Series, registration No. I-18232.", ["vclt"]),
    ("See UNTS I-18232.", ["vclt"]),
    ("League of Nations, Treaty Series, vol. XCIV (1929), No. 2138.", ["geneva-protocol-1925"]),
    ("League of Nations, Treaty Series, vol. XCIV, p. 65.", ["geneva-protocol-1925"]),
    ("1577 UNTS 3, 1249 UNTS 13 and 610 U.N.T.S. 205.", ["crc", "cedaw", "outer-space"]),
    ("18 U.S.T. 2410, 610 U.N.T.S. 205.", ["outer-space"]),
    ("94 L.N.T.S. 65", ["geneva-protocol-1925"]),
    ("1 UNTS XVI", ["un-charter"]),
    ("189 UNTS 150", ["refugee-convention"]),
    ("United Nations, Treaty Series, vol. 2, p. 9.", ["UNTS/2/p9"]),
    ("European Treaty Series, No. 5; United Kingdom Treaty Series, vol. 3, No. 5.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), ALONE)
def test_a_reference_alone(cited: Cited, text: str, ids: list[str]) -> None:
    assert [c.id for c in cited(text)] == ids


@pytest.mark.parametrize(
    "text",
    [
        "999 UNTS 171",
        "United Nations, Treaty Series, vol. 999, p. 171.",
        "United Nations, Treaty Series, vol. 999, No. 14668.",
    ],
)
def test_what_two_treaties_share_is_left_open_without_a_name(cited: Cited, text: str) -> None:
    (found,) = cited(text)
    assert (found.id, found.also) == (None, ("iccpr", "iccpr-op1"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("International Covenant on Civil and Political Rights", "iccpr"),
        ("Optional Protocol to the International Covenant on Civil and Political Rights", "iccpr-op1"),
    ],
)
@pytest.mark.parametrize(
    "reference",
    [", 999 UNTS 171", " (United Nations, Treaty Series, vol. 999, No. 14668), art. 4", " (adopted 16 December 1966) 999 UNTS 171"],
)  # fmt: skip
def test_the_name_before_decides(cited: Cited, name: str, slug: str, reference: str) -> None:
    assert [c.id for c in cited(f"the {name}{reference}")] == [slug, slug]


def test_the_name_of_another_source_does_not(cited: Cited) -> None:
    text = "International Covenant on Civil and Political Rights, art. 2; United Nations, Treaty Series, vol. 999, No. 14668."
    assert [c.id for c in cited(text)] == ["iccpr", None]


@pytest.mark.parametrize(
    "text",
    [
        "Convention on the Rights of the Child (adopted 20 November 1989, entered into force 2 September 1990) 1577 UNTS 3",
        "Convention on the Rights of the Child, opened for signature 20 November 1989, 1577 UNTS 3",
        "Convention on the Rights of the Child 1577 UNTS 3 (opened for signature 20 November 1989)",
    ],
)  # fmt: skip
def test_a_legal_writer_gives_the_date(cited: Cited, text: str) -> None:
    assert cited(text)[-1].date == "1989-11-20"


def test_the_page_behind_a_number_is_a_pinpoint(cited: Cited) -> None:
    (found,) = cited("United Nations, Treaty Series, vol. 75, No. 973, p. 287.")
    assert found.text == "vol. 75, No. 973"
    assert found.pinpoint
    assert found.pinpoint.text == "p. 287"


@given(
    volumes=st.lists(st.integers(1, 3000), min_size=1, max_size=5, unique=True),
    number=st.integers(1, 60000),
    blank=st.sampled_from([" ", "  ", "\n"]),
)
def test_volumes_and_number_are_read_as_printed(volumes: list[int], number: int, blank: str) -> None:
    *some, last = map(str, volumes)
    listed = f"{', '.join(some)} and {last}" if some else last
    text = f"United Nations,{blank}Treaty Series, vol{'s' * bool(some)}.{blank}{listed}, No.{blank}{number}."
    (mark,) = series_references(text, ENGLISH)
    assert [v.value for v in mark.volumes] == [*some, last]
    assert [v.value for v in mark.numbers] == [str(number)]


@pytest.mark.parametrize(
    ("page", "id"),
    [("302", "iccpr-op1"), ("171", "iccpr")],
)
def test_the_page_of_one_treaty_decides_over_a_name_called_back(cited: Cited, page: str, id: str) -> None:
    text = (
        f"Some are parties to the Covenant (United Nations, Treaty Series, vol. 999, No. 14668, p. {page})."
    )
    name = "The International Covenant on Civil and Political Rights binds. "
    assert [c.id for c in cited(name + text) if c.via == "number"] == [id]


def test_the_number_of_a_note_is_no_volume(cited: Cited) -> None:
    text = "Children have rights.1 And duties.2\n\n1 UNTS I-18232.\n2 1155 UNTS I-18232.\n"
    assert [(c.id, c.text) for c in cited(text)] == [("vclt", "I-18232"), ("vclt", "1155 UNTS I-18232")]
