"""A site that is replaced while it is asked for: how many answers fail, and how many are of two versions.

wrk puts the load on: pages, and the script that the last page named. Followers look closely meanwhile: a page, its own
style sheet and script, and long after it the script that is loaded later; each must be there and of the page's version.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts.book.writing import mark_of
from scripts.deploy import deploy
from scripts.engines import NGINX, WRK, find
from scripts.servers import Server, serving
from scripts.site.editions.archive import archived
from scripts.site.files.hosts import Rules, set_up_files
from scripts.target import COMMENT

PAGES, FOLLOWERS, LATER = 8, 8, 40
"""LATER: how many pages somebody reads before a script that is loaded later is asked for."""
VERSION = re.compile(r"version (\d+)\.")
ASSET = re.compile(r'"(/assets/[^"]+)"')
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
SOCKET = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
COUNT = re.compile(r"(\d+) requests in")
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
ASKING = f"""
local count, asset = 0, "/index.html"
function request()
  count = count + 1
  if count % 2 == 0 then return wrk.format("GET", asset) end
  return wrk.format("GET", "/p" .. (count % {PAGES}) .. "/")
end
function response(status, headers, body)
  asset = body:match('"(/assets/[^"]+)"') or asset
end
"""


@dataclass(frozen=True)
class Load:
    """What wrk saw."""

    asked: int
    failed: int
    """Answers that are no page, and connections that broke."""
    per_second: float


@dataclass(frozen=True)
class Followed:
    """What followers saw."""

    asked: int
    failed: int
    mixed: int
    """Of another version than the page that asked."""
    versions: frozenset[str]


def version(number: int) -> dict[str, bytes]:
    """A small site that says in all its files which version it is. One file is the same in each."""
    later = _marked("later", number, "")
    assets = [_marked("book", number, f'"{next(iter(later))}"'), _marked("style", number, ""), later]
    named = " ".join(f'"{name}"' for asset in assets for name in asset)
    page = f"<p>version {number}. {named}</p>".encode()
    files = {f"p{count}/index.html": page for count in range(PAGES)} | {"index.html": page, "404.html": b"not here"}
    return files | {name.removeprefix("/"): content for asset in assets for name, content in asset.items()}


def _marked(name: str, number: int, more: str) -> dict[str, bytes]:
    content = f"version {number}. {name} {more} {'x' * 4000}".encode()
    return {f"/assets/{name}.{mark_of(content)}.js": content}


@contextmanager
def deployed(count: int) -> Iterator[tuple[Server, list[Callable[[], object]]]]:
    """nginx, told what the build writes, with the first of some versions; and what puts each of the others there."""
    with tempfile.TemporaryDirectory(prefix="replaced-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        archives = [place / f"{number}.zip" for number in range(count + 1)]
        for number, archive in enumerate(archives):
            archive.write_bytes(archived(version(number), comment=COMMENT))
        deploy(archives[0], place / "book")
        told = set_up_files(Rules("default-src 'none'", "/", {}, ()))["nginx.conf"]
        with serving(NGINX, place / "book" / "current", told) as server:
            yield server, [partial(deploy, archive, place / "book") for archive in archives[1:]]


def replaced(
    server: Server, swaps: list[Callable[[], object]], connections: int, pause: float
) -> tuple[Load, Followed]:
    """Puts each version in place, `pause` seconds after the one before, under so many connections."""
    seconds = round(pause * (len(swaps) + 2)) + 1
    ended = threading.Event()
    with ThreadPoolExecutor(FOLLOWERS + 1) as pool, tempfile.NamedTemporaryFile("w", suffix=".lua") as asking:
        asking.write(ASKING)
        asking.flush()
        load = pool.submit(wrk, server, connections, seconds, "-s", asking.name)
        followers = [pool.submit(follow, server.port, ended) for _ in range(FOLLOWERS)]
        for swap in swaps:
            time.sleep(pause)
            swap()
        loaded = load.result()
        time.sleep(pause)  # the last version is seen, also where it came late
        ended.set()
        seen = [follower.result() for follower in followers]
    versions = frozenset[str]().union(*(one.versions for one in seen))
    counts = ([getattr(one, name) for one in seen] for name in ("asked", "failed", "mixed"))
    asked, failed, mixed = map(sum, counts)
    return loaded, Followed(asked, failed, mixed, versions)


def wrk(server: Server, connections: int, seconds: int, *more: str, path: str = "/") -> Load:
    threads = str(min(2, connections))
    command = [str(find(WRK)), "-t", threads, "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s", *more]
    address = f"http://127.0.0.1:{server.port}{path}"
    said = subprocess.run([*command, address], check=True, capture_output=True, text=True).stdout
    bad, broken = BAD.search(said), SOCKET.search(said)
    failed = int(bad[1] if bad else 0) + sum(map(int, broken.groups() if broken else ()))
    asked, rate = COUNT.search(said), RATE.search(said)
    if not asked or not rate:
        raise RuntimeError(f"wrk said something else: {said}")
    return Load(int(asked[1]), failed, float(rate[1]))


def follow(port: int, ended: threading.Event) -> Followed:
    """One reader after another, over one connection as long as it lasts."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked = failed = mixed = 0
    versions: set[str] = set()
    open_pages: deque[tuple[str, str]] = deque()
    while not ended.is_set():
        body = _get(connection, f"/p{asked % PAGES}/")
        found = VERSION.search(body)
        asked += 1
        failed += not found
        if not found:
            continue
        versions.add(found[1])
        first, second, later = ASSET.findall(body)
        open_pages.append((found[1], later))
        wanted = [(found[1], first), (found[1], second)]
        wanted += [open_pages.popleft()] if len(open_pages) > LATER else []
        for expected, path in wanted:
            of = VERSION.search(_get(connection, path))
            asked += 1
            failed += not of
            mixed += bool(of and of[1] != expected)
    connection.close()
    return Followed(asked, failed, mixed, frozenset(versions))


def _get(connection: http.client.HTTPConnection, path: str) -> str:
    """Empty for an answer that is not 200, or none."""
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        return body if response.status == 200 else ""
    connection.close()
    return ""
