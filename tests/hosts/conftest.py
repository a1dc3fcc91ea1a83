"""The built site on real servers, at the root of a host and below a path; one start a server and place."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import brotli
import pytest

from scripts.beside import host_rules
from scripts.engines import APACHE, CADDY, NGINX
from scripts.servers import Server, readable_copy, serving
from scripts.site.files.hosts import host_files, set_up_files
from tests.engines import engine

SET_UP = {NGINX: "nginx.conf", CADDY: "Caddyfile", APACHE: ""}
"""What each is told by a file beside the archive; Apache reads the site's own."""
MOVED = {"/oud/": "/bakens/", "/oud.pdf": "/files/new.pdf", "/elders/": "/bakens/#b3-2"}
TEXTS = ("html", "css", "js", "json", "bib", "ris", "md", "txt")
PLACES = [(name, base) for name in SET_UP for base in ("/", "/boek/")]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_at(where): for the servers and places of which that is true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out what a test is not for: a server is started once a place, whatever tests ask of it."""
    items[:] = [item for item in items if _is_for(item)]


def _is_for(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("only_at")
    if mark is None or not isinstance(item, pytest.Function):
        return True
    place: Any = item.callspec.params["hosted"]
    return bool(mark.kwargs["where"](*place))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By their names in small letters; of one that comes twice both values, with a comma."""
    body: bytes


@dataclass(frozen=True)
class Hosted:
    """The site on a server."""

    server: Server
    base: str
    site: Path
    """As it lies there, with what is packed."""

    def ask(self, path: str, method: str = "GET", host: str = "127.0.0.1", **headers: str) -> Answer:
        """`path` counts from the root of the site; of a header `_` is a hyphen."""
        return self.ask_host(self.base + path, method, host, **headers)

    def ask_host(self, path: str, method: str = "GET", host: str = "127.0.0.1", **headers: str) -> Answer:
        with closing(http.client.HTTPConnection(host, self.server.port, timeout=10)) as connection:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Accept-Encoding": "identity", **sent})
            response = connection.getresponse()
            names = {name.lower() for name, _ in response.getheaders()}
            found = {name: response.getheader(name) or "" for name in names}
            return Answer(response.status, found, response.read())


@pytest.fixture(scope="session")
def packed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with a page that moved, and the packed files that `make dist` lays beside it, packed in haste."""
    folder = tmp_path_factory.mktemp("packed") / "site"
    readable_copy(site, folder)
    (folder / "oud").mkdir()
    (folder / "oud" / "index.html").write_text("It moved.", encoding="utf-8")
    for file in [file for ending in TEXTS for file in folder.rglob(f"*.{ending}")]:
        content = file.read_bytes()
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, 1))
        file.with_name(f"{file.name}.br").write_bytes(brotli.compress(content, quality=1))
    return folder


def open_to_servers(folder: Path) -> None:
    """The folders of this run, and the one of who runs it: a server is somebody else."""
    for each in (folder, *folder.parents):
        if each.name.startswith(("host", "popen-", "pytest-")):
            each.chmod(0o755)


@pytest.fixture(scope="session", params=PLACES, ids="".join)
def hosted(request: pytest.FixtureRequest, packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    name, base = request.param
    engine(name)
    folder = tmp_path_factory.mktemp("host")
    open_to_servers(folder)
    at = folder / "root" / base.strip("/")
    at.parent.mkdir(exist_ok=True)
    readable_copy(packed, at)
    at.parent.chmod(0o755)
    rules = replace(host_rules(packed), base_path=base, moved=MOVED)
    for file, text in host_files(rules).items():
        (at / file).unlink()  # a link to that of the built site
        (at / file).write_text(text, encoding="utf-8")
        (at / file).chmod(0o644)
    with serving(name, folder / "root", set_up_files(rules).get(SET_UP[name], ""), tls=base == "/") as server:
        yield Hosted(server, base, at)
