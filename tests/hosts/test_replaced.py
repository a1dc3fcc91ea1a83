"""Nobody who reads while a version is replaced gets half of one and half of the other, or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.aside import aside, exchanged
from scripts.bench.replaced import deployed, replaced
from scripts.engines import NGINX, WRK
from tests.engines import engine

SWAPS = 3
pytestmark = pytest.mark.xdist_group("hosts")


@pytest.mark.parametrize("connections", [1, 100])
def test_no_answer_fails_or_is_of_two_versions_while_the_site_is_replaced(connections: int) -> None:
    engine(NGINX)
    engine(WRK)
    with deployed(SWAPS) as (server, swaps):
        load, seen = replaced(server, swaps, connections, pause=0.5)
    assert (load.failed, seen.failed, seen.mixed) == (0, 0, 0)
    assert len(seen.versions) == SWAPS + 1
    assert load.asked > 100


READER = """
import os, sys
lost = 0
while not os.path.exists(sys.argv[2]):
    try:
        os.stat(sys.argv[1])
    except FileNotFoundError:
        lost += 1
print(lost)
"""


def test_while_a_build_takes_the_last_ones_place_there_is_a_site(tmp_path: Path) -> None:
    target, ended = tmp_path / "out" / "site", tmp_path / "ended"
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    if not exchanged(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this file system changes no two places at once")

    def build(number: int) -> None:
        with aside(target) as beside:
            beside.made.mkdir()
            (beside.made / "index.html").write_text(f"page {number}", encoding="utf-8")
            beside.put_in_place()

    build(0)
    command = [sys.executable, "-c", READER, str(target / "index.html"), str(ended)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        for number in range(1, 150):
            build(number)
        ended.touch()
        assert reader.communicate()[0] == "0\n"
    assert (target / "index.html").read_text(encoding="utf-8") == "page 149"
    assert [path.name for path in target.parent.iterdir()] == ["site"]
