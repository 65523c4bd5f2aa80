"""What files hold is told from themselves, and read piece by piece, whatever they are made of."""

import gzip
import json
import random
import threading
import tracemalloc
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from unxref.resolvers.catalogue import Catalogue
from unxref.resolvers.imports import NotOurs, NotReadable, Skipped, Stated, files, read
from unxref.resolvers.interface import Record, Related, Source, Status, to_json

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
NS = 'xmlns="http://www.loc.gov/MARC21/slim"'


def marc(*fields: str) -> str:
    """A record of the Library, its fields written as `245 $a Title : $b rest`; the first is its number."""
    number, *rest = fields
    written = f'<controlfield tag="000">00000nam a2200025#a</controlfield><controlfield tag="001">{number}</controlfield>'
    for field in rest:
        tag, *subfields = field.split("$")
        inside = "".join(f'<subfield code="{one[0]}">{one[1:].strip()}</subfield>' for one in subfields)
        written += f'<datafield tag="{tag[:3]}" ind1="{tag[3:].strip() or " "}" ind2=" ">{inside}</datafield>'
    return f"<record>{written}</record>"


def collection(*records: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<collection {NS}>\n{"".join(records)}</collection>\n'


def document(
    symbol: str = "A/RES/78/10",
    title: str = "\tOlympic ideal",
    language: str = "eng",
    date: str = "2023-11-21",
) -> str:
    return f"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#x"><FRBRWork><FRBRdate date="{date}" name="adoption"></FRBRdate></FRBRWork>
<FRBRExpression><FRBRdate date="2023-11-27" name="publication"/><FRBRlanguage language="{language}"/></FRBRExpression>
</identification></meta><coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p>
<p><session refersTo="#generalAssembly" value="78">78th session</session></p><p><docTitle>Resolution adopted</docTitle></p>
<p><docProponent>[without reference (<inline name="originating document">A/78/L.9 and A/78/L.9/Add.1</inline>)]</docProponent></p>
</coverPage><preface><p><docNumber>78/10.</docNumber><docTitle refersTo="#resolutionTitle"><span>{title}</span><authorialNote
marker="1"><p>A note.</p></authorialNote></docTitle></p></preface></statement></akomaNtoso>"""


GA_VOTES = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,"
    "subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
SC_VOTES = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,"
    "vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,modality,undl_link"
)


def ga_votes(
    number: int = 4033030, symbol: str = "A/RES/78/220", title: str = "Iran", states: int = 193
) -> str:
    """The rows of a recorded vote, one for each State."""
    rows = (
        f"{number},S{state},STATE,Y,2023-12-19,78,{symbol},A/C.3/78/L.41,A/78/481/Add.3 | A/78/481/Add.4,"
        f'A/78/PV.50,"{title} : resolution / adopted by the General Assembly",Human rights,'
        f"HUMAN RIGHTS|IRAN,,78.0,30.0,68.0,17.0,193.0,https://digitallibrary.un.org/record/{number}"
        for state in range(states)
    )
    return "\n".join(rows) + "\n"


def sc_votes(modality: str = "Vote") -> str:
    row = (
        '426131,FRA,FRANCE,True,Y,2000-10-31,S/RES/1325(2000),,S/PV.4213,"Security Council resolution 1325 (2000)'
        f' [on women]",S/1,WOMEN,,15,0,0,0,15,{modality},https://digitallibrary.un.org/record/426131\n'
    )
    return row * 15


def jsonl(*records: Record) -> str:
    return "".join(json.dumps(to_json(record)) + "\n" for record in records)


@pytest.fixture
def write(tmp_path: Path) -> "Write":
    return Write(tmp_path / "in")


class Write:
    """Writes an input."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, content: str | bytes, name: str = "input") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def all_of(path: Path) -> tuple[list[Record], Counter[str]]:
    """The records of a file, and why others were skipped."""
    said = list(read(path))
    records = [one.record for one in said if isinstance(one, Stated)]
    return records, Counter(one.why for one in said if isinstance(one, Skipped))


def only(path: Path) -> Stated:
    (one,) = read(path)
    assert isinstance(one, Stated)
    return one


FOUND = Record(
    "A/RES/74/174",
    Status.FOUND,
    title="Countering child sexual exploitation",
    sources=(Source("known", Status.FOUND), Source("undl", Status.FOUND, "2026-01-01T00:00:00+00:00")),
)
KINDS = {
    "library": collection(marc("1", "191 $a A/78/1")),
    "library-votes": collection(marc("1", "791 $a A/RES/78/220", "039 $a VOT")),
    "ga-votes": f"{GA_VOTES}\n{ga_votes()}",
    "sc-votes": f"{SC_VOTES}\n{sc_votes()}",
    "library-voting-list": "undl_id,symbol,title,vote_date,meeting,committee_report,agenda,n_votes\n"
    "280467,S/RES/15(1946),Greek question,1946-12-19,S/PV.87,,S1,11\n",
    "dgacm-resolutions": "symbol,title,adopted,session,meeting,draft,committee,agenda_item,in_favour,against,"
    "abstaining,subjects\nA/RES/78/1,Work,5 September 2023,78th,A/78/PV.1,A/78/L.1,None,Item 1,0,0,0,\n",
    "sc-record-list": "res_no,url_record\n1,https://digitallibrary.un.org/record/111946\n",
    "unxml-en": document(),
    "lookup": jsonl(FOUND),
}


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_file_is_is_told_from_what_it_holds(write: Write, kind: str, compressed: bool) -> None:
    content = KINDS[kind].encode()
    assert only(write(gzip.compress(content) if compressed else content, "misleading.txt")).source == kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_byte_order_mark_changes_nothing(write: Write, kind: str) -> None:
    assert only(write("\ufeff" + KINDS[kind])).source == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\0" * 5000,
        b"A text about A/RES/74/174.",
        b"symbol,title\nA/RES/74/174,Title\n",
        b"<html><body>collection</body></html>",
        b"<!-- <collection/> --><Document><Treaty/></Document>",
        b'{"schema": "unxref.citation/1", "id": "crc"}',
        b'[{"schema": "unxref.record/1"}]',
        b"\xff\xfe<\0c\0o\0l\0l\0",
        gzip.compress(b"A text."),
        random.Random(1).randbytes(10_000),
    ],
)
def test_what_is_none_of_them(write: Write, content: bytes) -> None:
    with pytest.raises(NotOurs):
        list(read(write(content)))


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="no such file or directory"):
        list(read(tmp_path / "missing.xml"))
    with pytest.raises(NotReadable, match="is a directory"):
        list(read(tmp_path))


def test_a_pipe_is_read_as_it_comes(tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = gzip.compress(collection(*(marc(str(n), f"191 $a A/78/{n}") for n in range(1, 500))).encode())
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()
    records, _ = all_of(pipe)
    writer.join()
    assert len(records) == 499


def test_a_folder_is_walked_in_order_without_what_is_hidden(write: Write) -> None:
    for name in ("b/2.xml", "b/1.xml", "a.csv", ".hidden.xml", ".git/x.xml", "c/d/e"):
        write("", name)
    found = [path.relative_to(write.folder).as_posix() for path in files(write.folder)]
    assert found == ["a.csv", "b/1.xml", "b/2.xml", "c/d/e"]
    assert list(files(write.folder / "a.csv")) == [write.folder / "a.csv"]


# MARCXML


def test_a_record_of_the_library(write: Write) -> None:
    path = write(
        collection(
            marc(
                "4033024",
                "035 $a (DHL)1266533",
                "191 $a A/RES/78/220 $b A/ $c 78",
                "245 $a Situation of human rights in the Islamic Republic of Iran : $b resolution / $c adopted by",
                "269 $a 2023-12-22",
                "650 $a HUMAN RIGHTS",
                "856 4$u https://digitallibrary.un.org/record/4033024/files/A_RES_78_220-EN.pdf",
                "992 $a 2023-12-19",
                "993 2$a A/C.3/78/L.41",
                "993 4$a A/78/PV.50",
                "996 $a Adopted 78-30-68, 50th plenary meeting",
            )
        )
    )
    assert only(path) == Stated(
        "library",
        Record(
            "A/RES/78/220",
            Status.FOUND,
            title="Situation of human rights in the Islamic Republic of Iran",
            date="2023-12-19",
            published="2023-12-22",
            symbol="A/RES/78/220",
            url="https://digitallibrary.un.org/record/4033024",
            files={"en": "https://digitallibrary.un.org/record/4033024/files/A_RES_78_220-EN.pdf"},
            body="General Assembly",
            session="78",
            meeting="A/78/PV.50",
            vote="78-30-68",
            subjects=("HUMAN RIGHTS",),
            related=(Related("A/C.3/78/L.41", "draft"),),
        ),
    )


def test_no_page_follows_from_a_number_of_the_librarys_own_catalogue(write: Write) -> None:
    record = only(write(collection(marc("1266533", "191 $a A/RES/78/220", "245 $a Iran :")))).record
    assert (record.title, record.url) == ("Iran", None)


def test_a_record_counts_for_each_of_its_symbols(write: Write) -> None:
    path = write(collection(marc("1", "191 $a A/70/95 $b A/", "191 $a S/2015/446 $b S/", "245 $a Peace :")))
    records, _ = all_of(path)
    assert [(r.id, r.symbol, r.body, r.title) for r in records] == [
        ("A/70/95", "A/70/95", "General Assembly", "Peace"),
        ("S/2015/446", "S/2015/446", "Security Council", "Peace"),
    ]
    joined, _ = all_of(write(collection(marc("1", "191 $a A/70/95-S/2015/446"))))
    assert [r.id for r in joined] == ["A/70/95", "S/2015/446"]


def test_the_symbol_as_printed_and_the_parts_of_a_range_are_not_quite_its_own(write: Write) -> None:
    path = write(
        collection(
            marc("1", "191 $a A/RES/217(III)[A] $z A/RES/217(III)", "996 $a Adopted 48-0-8, 183rd meeting"),
            marc("2", "191 $a A/RES/75/254A-C", "992 $a 2020-12-31"),
        )
    )
    said = [(one.source, one.record.id, one.record.vote) for one in read(path) if isinstance(one, Stated)]
    assert said == [
        ("library", "A/RES/217(III)A", "48-0-8"),
        ("library-container", "A/RES/217(III)", None),
        ("library", "A/RES/75/254A-C", None),
        ("library-container", "A/RES/75/254A", None),
        ("library-container", "A/RES/75/254B", None),
        ("library-container", "A/RES/75/254C", None),
    ]


def test_what_is_no_documents_record_is_skipped(write: Write) -> None:
    path = write(
        collection(
            marc("1", "791 $a A/RES/78/220", "089 $b B22"),
            marc("2", "191 $a A/78/1", "980 $a DELETED"),
            marc("3", "191 $a A/RES/63(I)[PARA.1]"),
            marc("4", "245 $a No symbol"),
            marc("5", "191 $a A/78/2"),
        )
    )
    records, skipped = all_of(path)
    assert [record.id for record in records] == ["A/78/2"]
    assert skipped == {
        "of a speech": 1,
        "of no document": 1,
        "without a symbol that unxref knows": 1,
        "without a symbol": 1,
    }


@pytest.mark.parametrize(
    "content",
    [
        collection(marc("1", "191 $a A/78/1"))
        .replace(NS, "")
        .replace("<", "<ns0:")
        .replace("<ns0:/", "</ns0:")
        .replace("<ns0:?", "<?")
        .replace("<ns0:collection ", '<ns0:collection xmlns:ns0="http://www.loc.gov/MARC21/slim" '),
        marc("1", "191 $a A/78/1"),
        f"<response><total>1</total>{collection(marc('1', '191 $a A/78/1')).partition('?>')[2]}</response>",
        collection(marc("1", "191 $a A/78/1")).replace("?>", "?><!-- Results: 1 --><?x y?>"),
    ],
)
def test_the_frame_of_the_records_may_differ(write: Write, content: str) -> None:
    assert only(write(content)).record.id == "A/78/1"


@pytest.mark.parametrize("damage", ["", "<<", "<record></collection>", "\x01"])
def test_what_came_before_the_damage_counts(write: Write, damage: str) -> None:
    before = [marc(str(n), f"191 $a A/78/{n}") for n in range(1, 500)]
    after = [marc(str(n), f"191 $a A/78/{n}") for n in range(500, 1000)] if damage else []
    path = write(collection(*before, damage, *after).removesuffix("</collection>\n"))
    taken: list[Stated | Skipped] = []
    with pytest.raises(NotReadable, match="no MARCXML"):
        taken.extend(read(path))
    assert len(taken) == 499


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("form", [collection(marc("1", "191 $a &l9;")), document(symbol="&l9;")])
def test_a_document_type_is_refused_and_laughs_at_nobody(write: Write, form: str) -> None:
    start, _, rest = form.rpartition("?>")
    path = write(f'{start}{"?>" if start else ""}<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>{rest}')
    with pytest.raises(NotReadable, match="a document type is declared"):
        list(read(path))


def test_a_record_that_is_too_large_is_skipped(write: Write) -> None:
    path = write(
        collection(
            marc("1", "191 $a A/78/1", "245 $a " + "x" * 5_000_000),
            marc("2", "191 $a A/78/2", *["650 $a X"] * 400_000),
            marc("3", "191 $a A/78/3"),
        )
    )
    records, skipped = all_of(path)
    assert ([record.id for record in records], skipped) == (["A/78/3"], {"too large": 2})


def test_a_title_of_blanks_takes_no_time(write: Write) -> None:
    title = f"Water :{' ' * 900_000}: resolution /"
    assert only(write(collection(marc("1", "191 $a A/78/1", f"245 $a {title}")))).record.title == "Water"


def test_a_symbol_without_end_is_none(write: Write) -> None:
    path = write(collection(marc("1", f"191 $a A/{'x' * 500_000}", f"993 2$a A/{'x' * 400_000}")))
    assert all_of(path) == ([], {"without a symbol that unxref knows": 1})
    rows = f"{GA_VOTES}\n{ga_votes(states=1)}".replace("A/C.3/78/L.41", "A" * 130_000)
    assert only(write(rows)).record.id == "A/RES/78/220"


def test_a_tag_without_end_is_given_up(write: Write) -> None:
    path = write(f'<collection><record a="{"x" * 20_000_000}"/></collection>')
    with pytest.raises(NotReadable, match="a tag or a comment of more than 4 MB"):
        list(read(path))


# Tables


def test_the_votes_of_the_states_become_the_vote(write: Write) -> None:
    path = write(f"{GA_VOTES}\n{ga_votes()}{ga_votes(2, 'A/RES/78/221', 'Syria', states=2)}")
    first, second = read(path)
    assert first == Stated(
        "ga-votes",
        Record(
            "A/RES/78/220",
            Status.FOUND,
            title="Iran",
            date="2023-12-19",
            symbol="A/RES/78/220",
            url="https://digitallibrary.un.org/record/4033030",
            body="General Assembly",
            session="78",
            meeting="A/78/PV.50",
            vote="78-30-68",
            subjects=("HUMAN RIGHTS", "IRAN"),
            related=(
                Related("A/C.3/78/L.41", "draft"),
                Related("A/78/481/Add.3", "report"),
                Related("A/78/481/Add.4", "report"),
            ),
        ),
    )
    assert isinstance(second, Stated)
    assert second.record.id == "A/RES/78/221"


@pytest.mark.parametrize(
    ("modality", "vote"), [("Vote", "15-0-0"), ("Without vote", "without vote"), ("", "15-0-0")]
)
def test_the_security_councils_votes(write: Write, modality: str, vote: str) -> None:
    record = only(write(f"{SC_VOTES}\n{sc_votes(modality)}")).record
    assert (record.id, record.vote, record.date) == ("S/RES/1325(2000)", vote, "2000-10-31")
    assert record.title == "Security Council resolution 1325 (2000) [on women]"


@pytest.mark.parametrize(
    ("totals", "vote"),
    [
        ("0,0,0", "without vote"),
        ("78,30,68", "78-30-68"),
        ("N.A.,N.A.,N.A.", None),
        ("137,N.A.,2", None),
        (",,", None),
    ],
)
def test_totals(write: Write, totals: str, vote: str | None) -> None:
    table = KINDS["dgacm-resolutions"].replace(",0,0,0,", f",{totals},")
    assert only(write(table)).record.vote == vote


def test_a_list_of_resolutions(write: Write) -> None:
    header = KINDS["dgacm-resolutions"].partition("\n")[0]
    row = (
        'A/RES/78/183 B,"Enlargement\t \tA note",19\xa0December 2023,78th,A/78/PV.50,"A/78/474, para. 9",Third,Item,'
        "128,4,43,\"['REFUGEES', 'UNBIS Thesaurus']|['CHILDREN''S RIGHTS', 'UNBIS Thesaurus']\"\n"
    )
    record = only(write(f"{header}\r\n{row}")).record
    assert (record.id, record.symbol) == ("A/RES/78/183B", "A/RES/78/183 B")
    assert (record.title, record.date, record.vote) == ("Enlargement", "2023-12-19", "128-4-43")
    assert record.related == (Related("A/78/474", "report"),)
    assert record.subjects[0] == "REFUGEES"


@pytest.mark.parametrize(
    ("symbol", "told", "meeting"),
    [
        ("A/RES/34/65A", "A/34/PV. 83", "A/34/PV.83"),
        ("A/RES/75/237", "A/75/PV.48 (Resumption 1)", "A/75/PV.48(Resumption1)"),
        ("A/RES/78/69", "A/77/PV.43", None),
        ("A/RES/ES-10/22", "A/ES-10/PV.45", "A/ES-10/PV.45"),
        ("A/RES/2065(XX)", "A/PV.1398", "A/PV.1398"),
        ("S/RES/2532(2020)", "S/2020/637", "S/2020/637"),
        ("A/RES/64/95", "A64/PV.62", None),
        ("A/RES/1883(XVIII)", "A/PV.1241 and Corr.1", "A/PV.1241"),
    ],
)
def test_a_meeting_is_of_the_session_of_its_acts(
    write: Write, symbol: str, told: str, meeting: str | None
) -> None:
    header = KINDS["library-voting-list"].partition("\n")[0]
    path = write(f"{header}\n1,{symbol},Title,2020-01-01,{told},,,1\n")
    assert only(path).record.meeting == meeting


def test_a_row_of_several_resolutions_serves_each(write: Write) -> None:
    row = KINDS["library-voting-list"].replace("S/RES/15(1946)", "A/RES/35/220A-B")
    said = [
        (one.source, one.record.id, one.record.date) for one in read(write(row)) if isinstance(one, Stated)
    ]
    assert said == [
        ("library-voting-list", "A/RES/35/220A-B", "1946-12-19"),
        ("library-container", "A/RES/35/220A", "1946-12-19"),
        ("library-container", "A/RES/35/220B", "1946-12-19"),
    ]


def test_noughts_say_something_only_where_the_table_means_it(write: Write) -> None:
    votes = ga_votes(states=1).replace("78.0,30.0,68.0", "0,0,0")
    assert only(write(f"{GA_VOTES}\n{votes}")).record.vote is None


def test_columns_may_stand_in_another_order_and_with_others(write: Write) -> None:
    path = write("new,url_record,res_no\nx,https://digitallibrary.un.org/record/111946,1\n")
    assert only(path).record.id == "S/RES/1(1946)"


def test_bad_rows_are_counted_and_skipped(write: Write) -> None:
    lines = [
        b"res_no,url_record",
        b"1,https://x.org/1",
        b"2",
        b"\x003,x",
        b"4,\xff\xfe",
        b"none,x",
        b"6,javascript:x",
    ]
    records, skipped = all_of(write(b"\n".join(lines)))
    assert [(record.id, record.url) for record in records] == [
        ("S/RES/1(1946)", "https://x.org/1"),
        ("S/RES/6(1946)", None),
    ]
    assert skipped == {
        "with too few or too many columns": 1,
        "with bytes that are no text": 2,
        "without a symbol that unxref knows": 1,
    }


@pytest.mark.parametrize(
    "rest",
    ['2,"' + "x\n" * 200_000, '2,"' + "x" * 200_000 + '"\n', "x" * 100_000_000],
    ids=["a quote without end", "a huge field", "a line of 100 MB"],
)
def test_a_row_without_end_ends_the_table(write: Write, rest: str) -> None:
    path = write(f"res_no,url_record\n1,https://x.org/1\n{rest}")
    taken: list[Stated | Skipped] = []
    with pytest.raises(NotReadable, match=r"^line \d+.* the rest is not read$"):
        taken.extend(read(path))
    assert len(taken) == 1


@pytest.mark.parametrize(
    "rest", ['2,"x\n3,x\n4,x\n', '2,"x\n3,x\n4,"x"\n5,x,"y"\n'], ids=["open", "closed later"]
)
def test_a_quotation_that_swallows_rows_ends_the_table(write: Write, rest: str) -> None:
    path = write(f'res_no,url_record,new\n1,"https://x.org/\n1",x\n{rest}')
    taken: list[Stated | Skipped] = []
    with pytest.raises(NotReadable, match=r"^line 4: a quotation that ends in another row; the rest is"):
        taken.extend(read(path))
    assert len(taken) == 1


# Akoma Ntoso


def test_what_a_document_says_of_itself(write: Write) -> None:
    assert only(write(document())) == Stated(
        "unxml-en",
        Record(
            "A/RES/78/10",
            Status.FOUND,
            title="Olympic ideal",
            date="2023-11-21",
            published="2023-11-27",
            symbol="A/RES/78/10",
            files={"en": "https://docs.un.org/en/A/RES/78/10"},
            body="General Assembly",
            session="78",
            related=(Related("A/78/L.9", "draft"), Related("A/78/L.9/Add.1", "draft")),
        ),
    )


def test_all_languages_of_a_document_make_one_record(write: Write, tmp_path: Path) -> None:
    for code in ("ara", "eng", "fra", "rus", "spa", "zho"):
        write(document(language=code, title=f"In {code}"), f"{code}.xml")
    said = [one for path in files(write.folder) for one in read(path) if isinstance(one, Stated)]
    with Catalogue(tmp_path / "c.sqlite", writable=True) as held:
        held.put_many(reversed(said))
        record = held.get_many(["A/RES/78/10"])["A/RES/78/10"]
    assert record.title == "In eng"
    assert sorted(record.files) == ["ar", "en", "es", "fr", "ru", "zh"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (document(symbol=""), "without a symbol"),
        (document(symbol="Draft"), "without a symbol that unxref knows"),
        (document(language="deu"), "in a language that is none of the six"),
    ],
)
def test_documents_that_do_not_say_what_they_are(write: Write, content: str, why: str) -> None:
    assert all_of(write(content)) == ([], {why: 1})


@pytest.mark.parametrize(
    "content",
    [
        document()[:-20],
        document(title="<b>" * 50_000 + "x" + "</b>" * 50_000),
        document(title="x" * 9_000_000),
    ],
    ids=["cut", "deep", "huge"],
)
def test_documents_that_cannot_be_read(write: Write, content: str) -> None:
    with pytest.raises(NotReadable):
        list(read(write(content)))


# Records of unxref


def test_only_what_was_found_is_taken(write: Write) -> None:
    path = write(
        jsonl(FOUND, Record("A/RES/74/999", Status.NOT_FOUND), Record("S/RES/1(1946)", Status.OFFLINE))
        + jsonl(Record("s/res/1325", Status.FOUND))
    )
    records, skipped = all_of(path)
    assert [record.id for record in records] == ["A/RES/74/174", "S/RES/1325(2000)"]
    assert skipped == {"not found when it was looked up": 2}


@pytest.mark.parametrize(
    ("sources", "source"),
    [
        (("known", "undl"), "lookup"),
        (("catalogue", "treaties"), "lookup"),
        (("known", "catalogue"), "catalogue"),
        ((), "catalogue"),
    ],
)
def test_what_another_catalogue_held_is_not_what_a_service_answered(
    write: Write, sources: tuple[str, ...], source: str
) -> None:
    said = (*(Source(name, Status.FOUND) for name in sources), Source("other", Status.NOT_FOUND))
    one = only(write(jsonl(Record("A/RES/74/174", Status.FOUND, sources=said))))
    assert (one.source, one.record.sources) == (source, ())


def bad_lines() -> Iterator[str]:
    good = to_json(FOUND)
    for change in (
        {"files": {"en": 1}},
        {"subjects": [["x"]]},
        {"related": [{"id": 1, "role": "x"}]},
        {"title": 5},
        {"status": "perhaps"},
        {"schema": "unxref.record/9"},
    ):
        yield json.dumps({**good, **change})
    yield '{"schema": "unxref.record/1"}'
    yield "not JSON"
    yield "[" * 100_000
    yield "null"
    yield "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")


def test_lines_that_are_no_records_are_skipped(write: Write) -> None:
    bad = list(bad_lines())
    records, skipped = all_of(write("\n".join([jsonl(FOUND), *bad, jsonl(FOUND)])))
    assert (len(records), skipped) == (2, {"no records": len(bad)})


def test_an_id_that_nobody_knows_and_a_line_without_end(write: Write) -> None:
    strange = jsonl(Record("what/ever", Status.FOUND))
    path = write(jsonl(FOUND) + strange + "x" * 100_000_000 + "\n" + jsonl(FOUND))
    records, skipped = all_of(path)
    assert (len(records), skipped) == (2, {"without an id that unxref knows": 1, "too long": 1})


# gzip


@pytest.mark.parametrize("kind", ["library", "ga-votes", "lookup"])
def test_a_gzip_that_is_cut_or_wrong_says_so(write: Write, kind: str) -> None:
    noise = random.Random(1).randbytes(300_000).hex()
    fill = f"<!--{noise}-->" if kind == "library" else f"{noise}\n"
    whole = gzip.compress((KINDS[kind] + fill).encode())
    wrong = bytearray(whole)
    wrong[len(wrong) // 2] ^= 0xFF
    for damaged in (whole[: len(whole) // 2], whole[:-4], bytes(wrong)):
        with pytest.raises(NotReadable, match="damaged gzip"):
            list(read(write(damaged)))


def test_memory_does_not_grow_with_the_file(write: Write) -> None:
    def peak(content: Iterable[str]) -> int:
        path = write(gzip.compress("".join(content).encode(), 1))
        tracemalloc.start()
        for _ in read(path):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    one = marc("1", "191 $a A/78/1", "245 $a " + "Title " * 500)
    small, large = (peak([f"<collection {NS}>", one * count, "</collection>"]) for count in (400, 4000))
    assert large < 1.5 * small + 100_000
    small, large = (peak([GA_VOTES, "\n", ga_votes() * count]) for count in (10, 100))
    assert large < 1.5 * small + 100_000


# Real files


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
@pytest.mark.parametrize(
    ("path", "records", "skipped"),
    [
        ("undl/undl_search_xm_E_ECWA_2017.xml", 447, 3),
        ("undl/undl_search_xm_session78_C3_drafts.xml", 94, 0),
        ("undl/fixtures/sc_vote_S-RES-2722(2024).xml", 1, 0),
        ("undl/tind_api/records-manual-search.xml", 0, 10),
        ("datasets/undl_voting_records_1946_2025.csv", 9807, 59),
        ("datasets/ga_resolutions_s74-80.csv", 2267, 0),
        ("datasets/crunsc_sc_resno_to_undl_record_2722.csv", 2722, 0),
    ],
)
def test_real_files(path: str, records: int, skipped: int) -> None:
    found, why = all_of(SAMPLES / path)
    assert (len(found), why.total()) == (records, skipped)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not here")
def test_real_files_together(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite", writable=True) as held:
        for folder in ("undl", "datasets", "akn"):
            for path in files(SAMPLES / folder):
                try:
                    said = list(read(path))
                except NotOurs:
                    assert path.suffix in (".md", ".csv", ".tsv", ".json")
                else:
                    held.put_many(one for one in said if isinstance(one, Stated))
        wanted = (
            "S/RES/1325(2000)",
            "A/RES/78/220",
            "A/RES/217(III)A",
            "A/RES/74/174",
            "A/RES/78/10",
            "E/1980/29",
        )
        found = held.get_many(wanted)
        assert tuple(found) == wanted
        assert found["A/RES/78/220"].vote == "78-30-68"
        assert found["A/RES/78/220"].title == "Situation of human rights in the Islamic Republic of Iran"
        assert len(found["A/RES/78/10"].files) == 6
        assert found["S/RES/1325(2000)"].date == "2000-10-31"
        assert [r.id for r in held.search("women peace security 1325")] == ["S/RES/1325(2000)"]
