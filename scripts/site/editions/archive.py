"""Files packed into one archive: the same bytes for the same files, on every machine.

How tight zlib packs differs from one machine to another, so libdeflate packs here: its package brings its code along,
which counts in whole numbers only. `zipfile` takes nothing that is packed already, so the few records of an archive are
written here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from deflate import deflate_compress

LEVEL = 9
"""Above it a fiftieth is gained, in twenty times the time."""
STORED, DEFLATED = 0, 8
"""Methods, as an archive names them."""
VERSION = 20
"""Of the form: 2.0, which has folders and Deflate."""
UNIX = 3
UTF_8 = 0x800
FIRST_DAY = 1 << 5 | 1
"""1 January 1980, the oldest that an archive can say."""
READABLE = 0o100644 << 16
LOCAL, CENTRAL, END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"


def archived(
    files: Mapping[str, bytes],
    first: Mapping[str, bytes] | None = None,
    comment: bytes = b"",
    order: Callable[[str], Any] = str,
) -> bytes:
    """A zip with each file under its path, in the `order` of their paths; `first` come before them, as they are."""
    before = [(name, content, (STORED, content)) for name, content in (first or {}).items()]
    behind = [
        (name, content, _packed(content)) for name, content in sorted(files.items(), key=lambda each: order(each[0]))
    ]
    local, central = bytearray(), bytearray()
    for name, content, (method, packed) in (*before, *behind):
        path = name.encode()
        about = (UTF_8, method, 0, FIRST_DAY, zlib.crc32(content), len(packed), len(content), len(path), 0)
        made_by = UNIX << 8 | VERSION
        central += struct.pack(CENTRAL, b"PK\1\2", made_by, VERSION, *about, 0, 0, 0, READABLE, len(local)) + path
        local += struct.pack(LOCAL, b"PK\3\4", VERSION, *about) + path + packed
    count = len(before) + len(behind)
    end = struct.pack(END, b"PK\5\6", 0, 0, count, count, len(central), len(local), len(comment))
    return bytes(local + central) + end + comment


def _packed(content: bytes) -> tuple[int, bytes]:
    """As it is, where packing gains nothing: pictures and PDFs are packed already."""
    packed = bytes(deflate_compress(content, LEVEL))
    return (DEFLATED, packed) if len(packed) < len(content) else (STORED, content)
