"""Chinese: each form in the ways that it is printed, with true facts."""

from itertools import product

import pytest

from unxref.citations.extract import extract, identify
from unxref.citations.model import Citation
from unxref.documents.model import Document
from unxref.documents.notes import find_notes


def read(text: str) -> list[Citation]:
    found = list(extract(Document("test", text, notes=find_notes(text)), "zh"))
    assert all(text[c.start : c.end] == c.text for c in found)
    return found


def ids(text: str) -> list[str | None]:
    return [c.id for c in read(text)]


def wide(text: str) -> str:
    """The text with full-width figures, brackets and strokes."""
    return text.translate({code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x28, 0x29, 0x2F)})


ACTS = [
    ("大会", "74/174", "决议", "A/RES/74/174"),
    ("联合国大会", "60/1", "决议", "A/RES/60/1"),
    ("大会", "2200 A (XXI)", "决议", "A/RES/2200(XXI)A"),
    ("大会", "2625(XXV)", "决议", "A/RES/2625(XXV)"),
    ("大会", "S-20/2", "决议", "A/RES/S-20/2"),
    ("大会", "ES-10/15", "决议", "A/RES/ES-10/15"),
    ("大会", "48/141", "决议", "A/RES/48/141"),
    ("大会", "74/537 B", "决定", "A/DEC/74/537B"),
    ("安全理事会", "1325(2000)", "决议", "S/RES/1325(2000)"),
    ("安理会", "2231 (2015)", "决议", "S/RES/2231(2015)"),
    ("联合国安全理事会", "242(1967)", "决议", "S/RES/242(1967)"),
    ("经济及社会理事会", "1996/31", "决议", "E/RES/1996/31"),
    ("经社理事会", "2019/248", "决定", "E/DEC/2019/248"),
    ("人权理事会", "49/24", "决议", "A/HRC/RES/49/24"),
    ("人权理事会", "S-16/1", "决议", "A/HRC/RES/S-16/1"),
    ("人权委员会", "2004/16", "决议", "E/CN.4/RES/2004/16"),
    ("妇女地位委员会", "49/7", "决议", "E/CN.6/RES/49/7"),
    ("麻醉药品委员会", "54/7", "决议", "E/CN.7/RES/54/7"),
    ("预防犯罪和刑事司法委员会", "26/3", "决议", "E/CN.15/RES/26/3"),
    ("《生物多样性公约》缔约方大会", "X/2", "决定", "UNEP/CBD/COP/DEC/X/2"),
    ("《联合国气候变化框架公约》缔约方会议", "1/CP.21", "决定", "FCCC/CP/DEC/1/CP.21"),
]


@pytest.mark.parametrize(
    ("act", "form"),
    [
        *product(
            ACTS,
            (
                "{body}第{number}号{kind}",
                "{body} 第 {number} 号{kind}",
                "{body}{number}号{kind}",
                "回顾{body}第{number}号{kind}，",
                "根据{body}在其第{number}号{kind}中提出的要求",
                "依照{body}各项相关{kind}，包括第{number}号{kind}",
                "{body}2015年7月20日第{number}号{kind}",
                "{body}题为“儿童权利”的第{number}号{kind}",
                "{body}关于该问题的第{number}号{kind}",
            ),
        )
    ],
)
def test_an_act_and_its_body(act: tuple[str, str, str, str], form: str) -> None:
    body, number, kind, meant = act
    for text in (form.format(body=body, number=number, kind=kind),):
        assert meant in ids(text), text
        if "X/2" not in number and "CP" not in number:
            assert meant in ids(wide(text)), wide(text)


LISTS = [
    ("安全理事会", ("1325(2000)", "1820(2008)", "2242(2015)"), "决议", "S/RES/{}"),
    ("大会", ("74/174", "75/131", "76/2"), "决议", "A/RES/{}"),
    ("人权理事会", ("7/25", "27/13", "49/24"), "决议", "A/HRC/RES/{}"),
    ("经济及社会理事会", ("2003/14", "2011/6", "2012/24"), "决议", "E/RES/{}"),
]


@pytest.mark.parametrize(
    ("acts", "form"),
    [
        *product(
            LISTS,
            (
                "{b}第{0}号、第{1}号和第{2}号{k}",
                "{b}第{0}、第{1}和第{2}号{k}",
                "{b}第{0}、{1}和{2}号{k}",
                "{b}第{0}、{1}、{2}号{k}",
                "{b}第{0}号{k}、第{1}号{k}以及第{2}号{k}",
                "{b}第{0}、第{1}及第{2}号{k}",
                "{b} 第 {0} 号、第 {1} 号和第 {2} 号{k}",
                "{b}第{0}号、第{1}号、第{2}号等{k}",
                "{b}第{0}号、第{1}号、第{2}号以及其他相关{k}",
                "{b}第{0}号、1 第{1}号2 和第{2}号{k}，",
            ),
        )
    ],
)
def test_a_list(acts: tuple[str, tuple[str, ...], str, str], form: str) -> None:
    body, numbers, kind, meant = acts
    text = form.format(*numbers, b=body, k=kind)
    assert ids(text) == [meant.format(n) for n in numbers]


def test_each_of_a_list_has_its_own_date() -> None:
    text = "大会，\n\n回顾其2019年12月18日第74/174号、2020年12月14日第75/131号和2021年10月15日第76/2号决议，"
    assert [(c.id, c.date, c.relation) for c in read(text)] == [
        ("A/RES/74/174", "2019-12-18", "recalls"),
        ("A/RES/75/131", "2020-12-14", "recalls"),
        ("A/RES/76/2", "2021-10-15", "recalls"),
    ]


@pytest.mark.parametrize("text", ["第36/117 A号、第51/211 A至E号决议", "第36/117A号和第51/211 A至E号决议"])
def test_parts(text: str) -> None:
    assert ids(f"大会{text}") == ["A/RES/36/117A", *(f"A/RES/51/211{letter}" for letter in "ABCDE")]


NAMES = [
    ("联合国宪章", "un-charter"),
    ("世界人权宣言", "udhr"),
    ("儿童权利公约", "crc"),
    ("消除对妇女一切形式歧视公约", "cedaw"),
    ("公民及政治权利国际公约", "iccpr"),
    ("经济、社会及文化权利国际公约", "icescr"),
    ("经济社会文化权利国际公约", "icescr"),
    ("残疾人权利公约任择议定书", "crpd-op"),
    ("巴黎协定", "paris-agreement"),
    ("2030年可持续发展议程", "agenda-2030"),
    ("2015-2030年仙台减少灾害风险框架", "sendai-framework"),
    ("联合国海洋法公约", "unclos"),
    ("关于难民地位的公约", "refugee-convention"),
    ("维也纳外交关系公约", "vcdr"),
    ("维也纳条约法公约", "vclt"),
    ("不扩散核武器条约", "npt"),
    ("化学武器公约", "cwc"),
    ("集束弹药公约", "ccm"),
    ("京都议定书", "kyoto-protocol"),
    ("昆明-蒙特利尔全球生物多样性框架", "kunming-montreal-framework"),
    ("生物多样性公约卡塔赫纳生物安全议定书", "cartagena-protocol"),
    ("非洲人权和人民权利宪章", "achpr"),
    ("马德里老龄问题国际行动计划", "mipaa"),
    ("工商企业与人权指导原则", "ungps"),
    ("联合国囚犯待遇最低限度标准规则", "nelson-mandela-rules"),
    ("北京宣言和行动纲要", "beijing-platform"),
    ("1930年强迫劳动公约", "ilo-29"),
    ("国际卫生条例(2005)", "ihr-2005"),
    ("国际移民问题审查论坛进展宣言", "imrf-progress-declaration"),
    ("关于国际公路货物运输的瓦尔哈拉公约", None),
]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *product(
            NAMES,
            (
                "《{}》",
                "重申《{}》，",
                "执行《{}》1 的情况",
                "{}的规定",
                "依照《{}》和其他文书",
                "《{}》缔约国",
            ),
        )
    ],
)
def test_a_name(name: tuple[str, str | None], form: str) -> None:
    printed, meant = name
    assert ids(form.format(printed)) == ([meant] if meant else [])


def test_names_that_mean_several() -> None:
    four = ["gc-i", "gc-ii", "gc-iii", "gc-iv"]
    for text in ("1949年8月12日《日内瓦四公约》", "日内瓦四公约", "1949年日内瓦四公约"):
        assert ids(text) == four, text
    assert ids("《社会发展问题哥本哈根宣言》和《行动纲领》") == ["copenhagen-declaration", "copenhagen-poa"]


@pytest.mark.parametrize("back", ["《公约》", "该公约", "上述公约", "这项公约"])
@pytest.mark.parametrize(
    ("name", "meant"), [("儿童权利公约", "crc"), ("联合国反腐败公约", "uncac"), ("残疾人权利公约", "crpd")]
)
def test_a_noun_calls_back(back: str, name: str, meant: str) -> None:
    assert ids(f"回顾《{name}》，并促请尚未加入{back}的国家加入，") == [meant, meant]


def test_an_unknown_name_breaks_the_chain_of_its_noun() -> None:
    text = "回顾《儿童权利公约》，又回顾《关于养护虚构湖泊的公约》，敦促加入该公约，"
    assert ids(text) == ["crc"]


@pytest.mark.parametrize("protocol", ["1967年《议定书》", "1967年议定书", "1967年 《议定书》"])
def test_the_protocol_of_a_treaty(protocol: str) -> None:
    assert ids(f"1951年《关于难民地位的公约》及其{protocol}") == ["refugee-convention", "refugee-protocol"]


PINPOINTS = [
    ("第9和11段", [("paragraph", "9"), ("paragraph", "11")]),
    ("第9段", [("paragraph", "9")]),
    ("第9、11和12段", [("paragraph", "9"), ("paragraph", "11"), ("paragraph", "12")]),
    ("执行部分第2(e)段", [("paragraph", "2(e)")]),
    ("第五段", [("paragraph", "5")]),
    ("序言部分第3段", [("preambular-paragraph", "3")]),
    ("附件", [("annex", "")]),
    ("，附件", [("annex", "")]),
    ("，附件二", [("annex", "II")]),
    ("，附件一和二", [("annex", "I"), ("annex", "II")]),
    ("附件第8段", [("annex", ""), ("paragraph", "8")]),
    ("第四节", [("section", "IV")]),
    ("，第二章，A节", [("chapter", "II"), ("section", "A")]),
    ("第3(a)和(b)段", [("paragraph", "3(a)"), ("paragraph", "3(b)")]),
    ("第九至十一段", [("paragraph", "9-11")]),
    ("的第5段", [("paragraph", "5")]),
    ("关于执行手段的第5段", [("paragraph", "5")]),
    ("，特别是第5段", [("paragraph", "5")]),
    ("第5段和2023年的报告", [("paragraph", "5")]),
    ("第二部分，第十章", [("part", "2"), ("chapter", "X")]),
    ("，第一章，决议2，附件", [("chapter", "I"), ("resolution", "2"), ("annex", "")]),
    ("，第十二章，B.3节", [("chapter", "XII"), ("section", "B.3")]),
]


@pytest.mark.parametrize("act", ["大会第69/283号决议", "安全理事会第1807(2008)号决议", "《儿童权利公约》"])
@pytest.mark.parametrize(("printed", "parts"), PINPOINTS)
def test_a_pinpoint(act: str, printed: str, parts: list[tuple[str, str]]) -> None:
    (found,) = read(act + printed)
    assert found.pinpoint is not None
    assert [(p.unit, p.value.replace(" ", "")) for p in found.pinpoint.parts] == parts
    assert found.pinpoint.text in act + printed


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("第二十五条", [("article", "25")]),
        ("第25条", [("article", "25")]),
        ("第十二条第三款", [("article", "12"), ("paragraph", "3")]),
        ("第9、12和16条", [("article", "9"), ("article", "12"), ("article", "16")]),
        ("第一百零一条", [("article", "101")]),
        ("第七章", [("chapter", "VII")]),
    ],
)
def test_articles(printed: str, parts: list[tuple[str, str]]) -> None:
    (found,) = read(f"《联合国宪章》{printed}")
    assert found.pinpoint is not None
    assert [(p.unit, p.value) for p in found.pinpoint.parts] == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联合国，《条约汇编》，第1577卷，第27531号。", ["crc"]),
        ("联合国，《条约汇编》，第 1577 卷，第 27531 号。", ["crc"]),
        ("见联合国《条约汇编》，第1249卷，第20378号。", ["cedaw"]),
        ("联合国，《条约汇编》，第75卷，第973号。", ["gc-iv"]),
        (
            "1 联合国，《条约汇编》，第1577卷，第27531号。\n2 同上，第2131卷，第20378号。\n",
            ["crc", "cedaw-op"],
        ),
        (
            "联合国，《条约汇编》，第2171、2173和2983卷，第27531号。",
            ["crc-opsc", "crc-opac", "crc-opic"],
        ),
        (
            "联合国，《条约汇编》，第2171、第2173和第2983卷，第27531号。",
            ["crc-opsc", "crc-opac", "crc-opic"],
        ),
        ("1 第70/1号决议。\n2 同上。\n", ["A/RES/70/1", "A/RES/70/1"]),
    ],
)
def test_treaty_series_and_ibid(text: str, found: list[str]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《大会正式记录，第七十四届会议，补编第10号》(A/74/10)，第五章，C节", ["A/74/10"]),
        ("见《大会正式记录，第七十四届会议，补编第10号》（A/74/10）。", ["A/74/10"]),
        ("《大会第七十四届会议正式记录，补编第10号》(A/74/10)", ["A/74/10"]),
        ("《大会正式记录，第六十九届会议，补编第53 A号》(A/69/53/Add.1)", ["A/69/53/Add.1"]),
        ("《大会正式记录，第六届会议，补编第19号》，第二部分", ["GAOR/6/Suppl.19"]),
        ("《经济及社会理事会正式记录，2017年，补编第10号》(E/2017/30)，第一章，D节", ["E/2017/30"]),
        (
            "《经济及社会理事会正式记录，2000年，补编第3号》和更正(E/2000/23和Corr.1)",
            ["E/2000/23", "E/2000/23/Corr.1"],
        ),
        (
            "A/CONF.157/24(Part I)和A/CONF.157/24(Part I)/Corr.1，第三章",
            [
                "A/CONF.157/24(PartI)",
                "A/CONF.157/24(PartI)/Corr.1",
            ],
        ),
        ("A/CONF.157/24（Part I），第三章", ["A/CONF.157/24(PartI)"]),
        (
            "《第四次妇女问题世界会议的报告，1995年9月4日至15日，北京》(联合国出版物，出售品编号：C.96.IV.13)",
            ["A/CONF.177/20/Rev.1"],
        ),
        ("安全理事会主席2014年12月18日的声明(S/PRST/2014/28)", ["S/PRST/2014/28"]),
        ("人权事务委员会第32号一般性意见", ["CCPR/C/GC/32"]),
        ("消除对妇女歧视委员会第30号一般性建议", ["CEDAW/C/GC/30"]),
        ("经济、社会及文化权利委员会第14号一般性意见", ["E/C.12/2000/4"]),
        ("第七十四届会议第3次会议", []),
        ("第3条、第2款和第5段", []),
        ("欧洲议会第2014/31号决议", []),
    ],
)
def test_documents(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_a_committee_that_no_table_has_is_none_by_its_last_word() -> None:
    text = "大会，\n\n回顾其设立联合国原子辐射影响问题科学委员会的1955年12月3日第913(X)号决议，"
    assert ids(text) == ["A/RES/913(X)"]


RELATIONS = {
    "回顾": "recalls",
    "提及": "recalls",
    "重申": "reaffirms",
    "申明": "reaffirms",
    "再次申明": "reaffirms",
    "注意到": "notes",
    "表示注意到": "notes",
    "赞赏地注意到": "notes",
    "关切地注意到": "notes",
    "深为关切地注意到": "notes",
    "表示赞赏地注意到": "notes",
    "欢迎": "welcomes",
    "欣见": "welcomes",
    "强调": "stresses",
    "强调指出": "stresses",
    "着重指出": "stresses",
    "特别指出": "stresses",
    "认识到": "recognizes",
    "确认": "recognizes",
    "铭记": "bears-in-mind",
    "念及": "bears-in-mind",
    "审议了": "considers",
    "遵循": "guided-by",
    "深信": "convinced",
    "关切": "concerned",
    "深为关切": "concerned",
    "严重关切": "concerned",
    "表示深为关切": "concerned",
    "表示深为关切的是": "concerned",
    "感到震惊的是": "concerned",
    "谴责": "condemns",
    "强烈谴责": "condemns",
    "痛惜": "deplores",
    "赞扬": "commends",
    "表示赞赏": "appreciates",
    "鼓励": "encourages",
    "敦促": "urges",
    "促请": "calls-upon",
    "邀请": "invites",
    "决心": "determined",
    "期待": "desires",
    "支持": "supports",
}


@pytest.mark.parametrize(("printed", "relation"), [*RELATIONS.items()])
def test_what_opens_a_paragraph(printed: str, relation: str) -> None:
    for before, lead in product(("", "又", "还", "在这方面"), ("", "1. ", "12. ")):
        text = f"大会，\n\n回顾其第60/1号决议，\n\n{lead}{before}{printed}其第70/1号决议，"
        found = read(text)[-1]
        assert (found.id, found.relation, found.opening) == ("A/RES/70/1", relation, before + printed), text


@pytest.mark.parametrize("body", ["委员会", "人权事务委员会"])
@pytest.mark.parametrize(("printed", "relation"), [("促请", "calls-upon"), ("建议", "recommends")])
def test_what_is_told_of_a_body(body: str, printed: str, relation: str) -> None:
    text = f"11. {body}{printed}该缔约国为执行安全理事会第1325(2000)号决议制订计划。\n\n12. {body}{printed}该缔约国考虑第17号一般性意见。"
    assert [c.relation for c in read(text)][:1] == [relation]


def test_a_title_stays_as_printed() -> None:
    text = "联合国\nA/RES/74/173\n\n大会\n\n74/173. 促进技术援助和能力建设，加强国家措施、打击网络犯罪\n\n大会，\n\n回顾其第65/230号决议，"
    assert (
        identify(Document("test", text), "zh").title == "促进技术援助和能力建设，加强国家措施、打击网络犯罪"
    )


def test_a_number_behind_its_word_calls_no_note() -> None:
    text = "大会，\n\n重申其1946年2月1日第2(I)号决议，\n回顾其报告，1\n又回顾其建议，2\n\n1 A/78/96。\n2 A/78/544。\n"
    assert "A/RES/2(I)" in ids(text)


def test_the_charters_paragraphs_have_letters_of_their_own() -> None:
    (found,) = read("《联合国宪章》第七十三条(丑)款")
    assert found.pinpoint is not None
    assert [(p.unit, p.value) for p in found.pinpoint.parts] == [("article", "73 (b)")]
    (third,) = read("《联合国宪章》，特别是第一条第三项")
    assert third.pinpoint is not None
    assert [(p.unit, p.value) for p in third.pinpoint.parts] == [("article", "1"), ("paragraph", "3")]


def test_a_pointing_word_means_what_was_named_last_and_brackets_what_was_said() -> None:
    text = "《联合国海洋法公约》(《公约》)，\n又回顾《儿童权利公约》，该公约第5条，\n3. 重申《公约》第6条；\n"
    back = [c for c in read(text) if c.via == "back-reference" and c.pinpoint]
    assert [(c.text, c.id) for c in back] == [("公约", "crc"), ("《公约》", "unclos")]


def test_the_head_of_a_name_stands_at_its_end() -> None:
    text = "《儿童权利公约关于买卖儿童、儿童卖淫和儿童色情制品问题的任择议定书》，该议定书第6条，该公约"
    assert ids(text) == ["crc-opsc", "crc-opsc"]


def test_what_is_written_alike_opens_a_preamble_unless_a_number_stands_before() -> None:
    text = "大会，\n\n回顾其第70/1号决议，\n在这方面，重申其第71/1号决议，\n\n1. 重申其第72/1号决议；\n"
    assert [(c.part, c.relation) for c in read(text)] == [
        ("preamble", "recalls"),
        ("preamble", "reaffirms"),
        ("operative", "reaffirms"),
    ]


@pytest.mark.parametrize(
    ("opening", "relation", "printed"),
    [
        ("对执行其第70/1号决议进展缓慢深表关切，", "concerned", "深表关切"),
        ("又对其第70/1号决议的执行情况表示赞赏，", "appreciates", "表示赞赏"),
        ("我们为执行第70/1号决议取得的进展感到鼓舞，", "encourages", "感到鼓舞"),
        ("为执行其第70/1号决议，", None, None),
    ],
)
def test_a_verb_may_stand_behind_its_object(opening: str, relation: str | None, printed: str | None) -> None:
    (found,) = read(f"大会，\n\n{opening}\n")
    assert (found.relation, found.opening) == (relation, printed)
