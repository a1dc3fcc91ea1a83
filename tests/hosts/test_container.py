"""What goes into the container, as far as that can be seen without one."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scripts.beside import CONTAINER as CONTAINER_FILES
from scripts.beside import HOSTING, host_rules, refuse_beside, write_beside
from scripts.engines import BROTLI_STATIC, NGINX
from scripts.servers import free_port, readable_copy
from scripts.site.files.hosts import set_up_files
from scripts.target import RefusedError
from tests.engines import engine

CONTAINER = (HOSTING / "Containerfile").read_text(encoding="utf-8")
pytestmark = pytest.mark.xdist_group("hosts")


def test_it_runs_as_nobody_and_takes_only_what_is_made_beside_it() -> None:
    last = CONTAINER.split("\nFROM ")[-1]
    assert re.findall(r"^USER (.*)$", last, re.MULTILINE) == ["65534:65534"]
    taken = re.findall(r"^COPY (?!--from)(\S+)", CONTAINER, re.MULTILINE)
    assert set(taken) == {"site.zip", "container.conf", "nginx.conf"}


def test_all_that_a_server_is_set_up_by_lies_beside_the_archive(site: Path, tmp_path: Path) -> None:
    archive = tmp_path / "dist" / "site.zip"
    for _ in range(2):  # over what the last build made
        refuse_beside(archive)
        write_beside(archive, site)
    assert {file.name for file in archive.parent.iterdir()} == {*CONTAINER_FILES, "nginx.conf", "Caddyfile"}
    (archive.parent / "Caddyfile").write_text("of somebody", encoding="utf-8")
    with pytest.raises(RefusedError, match="Caddyfile is there and no build made it"):
        refuse_beside(archive)


@pytest.fixture(scope="module")
def port(site: Path) -> Iterator[int]:
    """nginx as it is in the container, at other places: by nobody, who may write in one folder."""
    nginx, module = engine(NGINX), engine(BROTLI_STATIC)
    with tempfile.TemporaryDirectory(prefix="container-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        (folder / "tmp").mkdir()
        (folder / "tmp").chmod(0o777)
        readable_copy(site, folder / "book")
        (folder / "book.conf").write_text(set_up_files(host_rules(site))["nginx.conf"], encoding="utf-8")
        places = {
            "include /etc/nginx/modules-enabled/*.conf": f"load_module {module}",
            "/tmp/": f"{folder}/tmp/",  # noqa: S108
            "/srv/book": f"{folder}/book",
            "/etc/nginx/book.conf": f"{folder}/book.conf",
            "8080": str(port),
        }
        text = (HOSTING / "container.conf").read_text(encoding="utf-8")
        for there, here in places.items():
            assert there in text
            text = text.replace(there, here)
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        user = {"user": "nobody", "group": "nogroup"} if os.getuid() == 0 else {}
        command = [str(nginx), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        with subprocess.Popen(command, cwd="/", **user) as process:  # type: ignore[call-overload]
            until = time.monotonic() + 20
            while time.monotonic() < until and healthy(port):
                time.sleep(0.05)
            yield port
            process.terminate()


def healthy(port: int) -> int:
    """What the container's own question ends with."""
    (asked,) = re.findall(r"^HEALTHCHECK .*?CMD (\[.*\])$", CONTAINER, re.MULTILINE)
    command = [part.replace("8080", str(port)) for part in json.loads(asked)]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_it_serves_the_site_and_says_that_it_is_well(port: int) -> None:
    assert healthy(port) == 0
    assert healthy(free_port()) != 0
    for host in ("127.0.0.1", "::1"):
        with closing(http.client.HTTPConnection(host, port, timeout=10)) as connection:
            connection.request("GET", "/bakens/")
            answer = connection.getresponse()
            assert (answer.status, answer.getheader("X-Content-Type-Options")) == (200, "nosniff")
