"""General comments and communications, cited by number."""

from __future__ import annotations

import pytest

from unxref.citations.comments import general_comments
from unxref.citations.communications import communications
from unxref.citations.language import language

WOMEN = "Committee on the Elimination of Discrimination against Women"
CHILD = "Committee on the Rights of the Child"

COMMENTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        f"general recommendation No. 35 (2017) of the {WOMEN}",
        [("general recommendation No. 35 (2017)", "CEDAW/C/GC/35")],
    ),
    (
        "CESCR general comments Nos. 13 and 14",
        [("general comments Nos. 13", "E/C.12/1999/10"), ("14", "E/C.12/2000/4")],
    ),
    (
        f"joint general recommendation No. 31 of the {WOMEN}/general comment No. 18 of the {CHILD}",
        [("general recommendation No. 31", "CEDAW/C/GC/31"), ("general comment No. 18", "CRC/C/GC/18")],
    ),
    (
        f"general comment No. 14 (2000) on the right to health of the {CHILD}",
        [("general comment No. 14 (2000)", "CRC/C/GC/14")],
    ),
    ("general recommendation XXXI of CERD", [("general recommendation XXXI", None)]),
    (
        f"the {CHILD} met. In its general comment No. 12 it went on",
        [("general comment No. 12", "CRC/C/GC/12")],
    ),
    (
        f"the {CHILD}, in its general comments No. 8 (2006) on corporal punishment and other cruel treatment, "
        "No. 12 (2009) on the right to be heard and No. 13 on violence",
        [
            ("general comments No. 8 (2006)", "CRC/C/GC/8"),
            ("No. 12 (2009)", "CRC/C/GC/12"),
            ("No. 13", "CRC/C/GC/13"),
        ],
    ),
    (
        f"general comments No. 13 (2011) on violence, of the {CHILD}, and No. 14 (2013) on best interests",
        [("general comments No. 13 (2011)", "CRC/C/GC/13"), ("No. 14 (2013)", "CRC/C/GC/14")],
    ),
    (
        f"general comment No. 16 (2013) of the {CHILD} on business; Convention No. 182 and No. 138",
        [("general comment No. 16 (2013)", "CRC/C/GC/16")],
    ),
    (
        f"general comment No. 16 (2013) of the {CHILD} on business.\n\nA list, and No. 138",
        [("general comment No. 16 (2013)", "CRC/C/GC/16")],
    ),
    ("general comment No. 4 and 7 States", [("general comment No. 4", None)]),
]


@pytest.mark.parametrize(("text", "expected"), COMMENTS)
def test_comments_by_number(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = list(general_comments(text, language("en")))
    assert [(text[f.start : f.end], f.id) for f in found] == expected


def test_the_documents_own_committee_speaks() -> None:
    (found,) = general_comments("In line with its general comment No. 12,", language("en"), CHILD)
    assert found.id == "CRC/C/GC/12"


def test_a_comment_of_nobody_named_stays_open() -> None:
    (found,) = general_comments("See general recommendation No. 35.", language("en"))
    assert (found.id, set(found.also)) == (None, {"CEDAW/C/GC/35", "CERD/C/GC/35"})


def test_communications_are_open_unless_the_text_gives_their_symbol() -> None:
    text = "Communications Nos. 373/2009 and 12/2007 (CAT/C/45/D/373/2009)."
    found = list(communications(text, language("en")))
    assert [(text[f.start : f.end], f.id) for f in found] == [
        ("Communications Nos. 373/2009", "CAT/C/45/D/373/2009"),
        ("12/2007", None),
    ]
