"""For Netlify and Cloudflare Pages, which read `_headers` from the site. Both show 404.html and list no folder.

No line of Cloudflare's may be longer than 2,000 signs, no file have more than 100 rules, and a path one `*`:
https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from collections.abc import Mapping

from scripts.book.addresses import MANIFEST, PRECACHE, PRECACHE_TEXTS, WORKER, file_at
from scripts.site.files.hosts.rules import ASKED, HSTS, HSTS_WHY, MADE, RARE, TYPES, YEAR, Rules, headers

KEPT = ("assets/fonts", "assets/scripts", "assets/styles", "search")
"""Folders in which every name holds the mark of the contents: there are no patterns here. Of anything else both hosts
say `max-age=0, must-revalidate` by themselves; a value here would be joined to the other by Cloudflare."""
APP = tuple(map(file_at, (MANIFEST, WORKER, PRECACHE, PRECACHE_TEXTS)))
"""By these a device sees what is new, so that they are asked for each time is said and not left to the host."""


def netlify_headers(rules: Rules) -> str:
    """Paths count from the root of the host."""
    told: dict[str, Mapping[str, str]] = {"*": headers(rules.policy)}
    told |= {name: {"Cache-Control": ASKED} for name in APP}
    told |= {f"{folder}/*": {"Cache-Control": YEAR} for folder in KEPT}
    told |= {f"*.{ending}": {"Content-Type": TYPES[ending]} for ending in RARE}
    lines = (
        line
        for path, of_path in told.items()
        for line in (rules.at(path), *(f"  {name}: {value}" for name, value in of_path.items()))
    )
    hsts = (HSTS_WHY, f"#{rules.at('*')}", f"#  {HSTS[0]}: {HSTS[1]}")
    return "\n".join([MADE, *lines, *hsts, ""])
