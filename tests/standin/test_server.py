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
