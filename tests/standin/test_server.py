"""The stand-in itself: what it says of the tables, its faults, and its command line."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

SERVER = Path(__file__).with_name("server.py")


@pytest.fixture
def address() -> Iterator[str]:
    command = [sys.executable, str(SERVER), "--port", "0", "--latency", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        yield running.stdout.readline().split()[0]
        running.terminate()


def get(address: str) -> tuple[int, bytes]:
    try:
        with urlopen(address) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def test_from_the_command_line(address: str) -> None:
    search = f"{address}/search?of=xm&p=191__a:%22A/RES/70/1%22"
    status, body = get(search)
    assert status == 200
    assert b"2030 Agenda" in body
    assert get(f"{address}/standin/fault?mode=429&path=/search")[0] == 200
    assert get(search)[0] == 429
    assert get(f"{address}/doc/Publication/UNTS/Volume%201577/v1577.pdf")[1].startswith(b"%PDF")
    assert get(f"{address}/standin/fault?mode=ok&path=/search")[0] == 200
    assert get(search)[0] == 200
    counted = json.loads(get(f"{address}/standin/requests")[1])
    assert counted["requests"] == 4
    assert counted["by path"]["/search"] == 3


def test_the_catalogue_has_its_limits_and_forms(address: str) -> None:
    records = f"{address}/editor/api/marc/bibs/records?search=symbol:%27A/RES/70/1%27"
    (one,) = json.loads(get(records)[1])["data"]
    assert one.startswith("https://metadata.un.org/editor/api/marc/bibs/records/")
    assert json.loads(get(f"{records}&format=brief")[1])["data"][0]["symbol"] == "A/RES/70/1"
    assert get(f"{records}&format=xml&limit=1000")[1].startswith(b"<collection>  <record>")
    assert get(f"{records}&limit=1001")[0] == 404
    assert get(f"{address}/editor/api/marc/bibs/records?search=(symbol:%27A/RES/70/1%27)")[0] == 422
    found = json.loads(get(address + one.removeprefix("https://metadata.un.org"))[1])["data"]
    assert found["191"][0]["subfields"][0] == {"code": "a", "value": "A/RES/70/1"}


def test_files_and_what_is_said_where_there_is_none(address: str) -> None:
    access = f"{address}/api/symbol/access?s={{}}&l=en&t={{}}"
    assert get(access.format("A/RES/70/1", "pdf"))[1].startswith(b"%PDF")
    assert b"Nothing here" in get(access.format("A/RES/77/77", "pdf"))[1]
    assert get(access.format("E/2007/30/Rev.1", "pdf"))[0] == 404
    assert get(access.format("E/2007/30/Rev.1", "docx"))[1].startswith(b"PK")
    assert get(access.format("A/75/6(Sect.26)", "pdf")) == (200, b"")


def test_a_fault_may_pass(address: str) -> None:
    search = f"{address}/search?of=xm&p=191__a:%22A/RES/70/1%22"
    get(f"{address}/standin/fault?mode=503&path=/search&after=1&times=2")
    assert [get(search)[0] for _ in range(5)] == [200, 503, 503, 200, 200]
