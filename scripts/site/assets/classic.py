"""Our modules as classic scripts, for a copy of the site on a disk: browsers refuse modules there.

Each becomes one function that is handed to overrides/offline.js, which stands in for what modules can ask: another
module, their own address, the page's address on the web. The modules themselves know nothing of it.
"""

from __future__ import annotations

from pathlib import Path

import rjsmin

from scripts.site.assets.bundle import EXPORT, NAME, BundleError, bundle
from scripts.site.assets.sending import AssetError

IN_PLACE = (
    ("import.meta.url", "itsOwnAddress"),
    ("import(", "onDisk.load(itsOwnAddress, "),
    ("location.origin + location.pathname", "onDisk.address"),
)
"""What a module asks, and of whom a classic script asks it."""


def classic(file: Path) -> str:
    """The module and all that it imports, as one classic script. Raises AssetError for what can't be read."""
    try:
        text = bundle(file)
    except (BundleError, OSError) as error:
        raise AssetError(f"docs/assets/{file.parent.name}/{error} (for {file.name})") from error
    names = [match[1] for each in EXPORT.finditer(text) if (match := NAME.match(text[each.end() :]))]
    body = EXPORT.sub("", text)
    for asked, instead in IN_PLACE:
        body = body.replace(asked, instead)
    given = f"return {{ {', '.join(names)} }};"
    script = f'onDisk.run(async (itsOwnAddress) => {{ "use strict";\n{body}\n{given}\n}});'
    return f"{rjsmin.jsmin(script)}\n"
