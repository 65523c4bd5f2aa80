"""White space, numbers, cells and rules are written only where something follows."""

from unxref.documents.flow import Flow


def written(flow: Flow) -> str:
    return flow.composer.document("a").text


def test_blanks_stand_only_between_what_is_seen() -> None:
    flow = Flow()
    for text in ("\n  ", "\xa0 One", " ", "\n", "two ", ""):
        flow.say(text)
    flow.paragraph()
    flow.say("three")
    flow.call("1", "1")
    flow.say(" ")
    assert written(flow) == "One two\n\nthree¹\n"


def test_a_number_stands_before_its_text_or_alone() -> None:
    flow = Flow()
    flow.say("1.")
    flow.end_number()
    flow.paragraph()
    flow.say("Requests")
    flow.end_item()
    flow.say("2.")
    flow.end_number()
    flow.end_item()
    flow.say("Decides")
    assert written(flow) == "1. Requests\n\n2.\n\nDecides\n"


def test_lines_end_and_at_the_second_break_the_paragraph() -> None:
    flow = Flow()
    flow.say("One")
    flow.line()
    flow.say("two")
    flow.line()
    flow.line()
    flow.line()
    flow.say("three")
    assert written(flow) == "One\ntwo\n\nthree\n"


def test_a_rule_is_drawn_between_paragraphs_of_the_running_text() -> None:
    flow = Flow()
    flow.say("One")
    flow.rule()
    flow.begin_note("1", "1")
    flow.say("note")
    flow.end_note()
    flow.say("two")
    flow.rule()
    assert written(flow) == "One\n\n__________\n\ntwo\n\n1 note\n"


def test_a_note_in_a_cell_has_paragraphs_of_its_own() -> None:
    flow = Flow()
    flow.begin_table(data=True)
    flow.row()
    flow.cell()
    flow.say("One")
    flow.call("1", "a")
    flow.begin_note("1", "a")
    flow.say("A")
    flow.paragraph()
    flow.say("B")
    flow.end_note()
    flow.paragraph()
    flow.say("two")
    flow.cell()
    flow.say("three")
    flow.row()
    flow.end_table()
    assert written(flow) == "One[a] two   three\n\na A\n\nB\n"


def test_what_is_raised_stays_apart_from_a_number() -> None:
    flow = Flow()
    for text, raised in (
        ("70/1", False),
        ("2", True),
        (" km", False),
        ("2", True),
        (" 70/1", False),
        ("b", True),
    ):
        flow.say(text, raised=raised)
    assert written(flow) == "70/1 ² km² 70/1[b]\n"


def test_links_begin_behind_the_blank_before_them() -> None:
    flow = Flow()
    flow.say("See ")
    with flow.link("https://un.org"):
        flow.say("A/70/1 ")
    flow.say(".")
    document = flow.composer.document("a")
    assert [document.text[link.start : link.end] for link in document.links] == ["A/70/1"]
