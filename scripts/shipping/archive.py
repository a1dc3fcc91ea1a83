"""The site as one archive, with what a host needs to send it well and to see that all of it arrived."""

from __future__ import annotations

from pathlib import Path

from scripts.book.writing import MARKED_NAME, write_whole
from scripts.shipping.compressed import compressed
from scripts.shipping.sums import NAME, sums
from scripts.site.editions.archive import archived
from scripts.target import COMMENT, MARKER, archive_file


def pack(root: Path, site: Path, archive: Path) -> int:
    """Packs a built site, the same bytes for the same site, and gives their number.

    An archive that is there stays until the new one is whole.
    """
    file = archive_file(archive, site.resolve())
    found = (path for path in site.rglob("*") if path.is_file() and path.name != MARKER)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in found}
    files |= compressed(root, files)
    content = archived(files | {NAME: sums(files).encode()}, order=_assets_first, comment=COMMENT)
    write_whole(file, content)
    return len(content)


def _assets_first(name: str) -> tuple[bool, str]:
    """Unpacked over a site that is read meanwhile, no page asks for what is not there yet."""
    return not MARKED_NAME.search(name), name
