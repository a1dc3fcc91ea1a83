"""What lies beside the archive, for who sets up a server: told of the built site, or copied from hosting/."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from scripts.book.moved import read_moved
from scripts.book.writing import write_whole
from scripts.site.files.hosts import Rules, set_up_files
from scripts.site.files.policy import inline_script, policy
from scripts.target import text_file

ROOT = Path(__file__).parents[1]
HOSTING = ROOT / "hosting"
CONTAINER = ("Containerfile", "container.conf")
NO_RULES = Rules("", "/", {}, ())
NAMES = (*set_up_files(NO_RULES), *CONTAINER)


def refuse_beside(archive: Path) -> None:
    """Raises RefusedError where something lies that no build made."""
    for name, text in {**set_up_files(NO_RULES), **_copied()}.items():
        text_file(archive.with_name(name), text.partition("\n")[0])


def write_beside(archive: Path, site: Path) -> None:
    for name, text in {**set_up_files(host_rules(site)), **_copied()}.items():
        write_whole(archive.with_name(name), text.encode())


def host_rules(site: Path) -> Rules:
    """What hosts must be told, for the path that the site says it stands at."""
    first = re.search(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    base_path = urlsplit(first[1]).path if first else "/"
    languages = tuple(sorted(page.parent.name for page in site.glob("*/404.html")))
    return Rules(policy(inline_script(ROOT)), base_path, read_moved(ROOT).pages, languages)


def _copied() -> dict[str, str]:
    return {name: (HOSTING / name).read_text(encoding="utf-8") for name in CONTAINER}
