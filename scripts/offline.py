"""`python -m scripts.offline`: the whole site as one archive that opens from a disk, in dist/offline.zip."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.book.addresses import file_at, offline_address, site_url
from scripts.book.writing import write_whole
from scripts.prepare import StoppedError, prepare
from scripts.site.publish import OutputError

ROOT = Path(__file__).parents[1]
FILE = Path("dist/offline.zip")
NAMELESS = "The book has no name as a file: give it one, file_name in docs/_data/book.yml. Nothing was made."


def main() -> int:
    try:
        publication, outputs = prepare(ROOT, site_url())
        output = outputs.get(file_at(offline_address(publication.book)))
        if output is None:
            print(NAMELESS, file=sys.stderr)  # noqa: T201
            return 1
        content = output.content
        write_whole(ROOT / FILE, content)
    except (StoppedError, OutputError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(f"{FILE}: {len(content):,} bytes. Unpack it and open {publication.book.edition.file_name}/index.html")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
