"""Rules about Markdown that does not become what was meant: visible marks, blocks that swallow others, left-overs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import Book
from scripts.book.model import PASSAGE_ID
from scripts.check.findings import Fault, rule

VISIBLE = {
    "bold": re.compile(r"\*\*|__(?=\w)|(?<=\w)__"),
    "an attribute list": re.compile(r"\{\s*[#.:][^}]*\}?|\{\s*lang="),
    "a link": re.compile(r"\]\s?\(|\]\[|(?<!\w)!\["),
    "a template": re.compile(r"\{[{%]|[%}]\}"),
    "a heading": re.compile(r"(?:^|\s)#{1,6} \S"),
    "code": re.compile(r"`"),
    "an HTML entity": re.compile(r"&[a-z]{2,8};|&#\d+;"),
}
ALONE = re.compile(r"\{ ?#[\w-]+ ?\}|.*```.*", re.DOTALL)
EMPHASIS = re.compile(r"(?:^|[\s(‘])\*(?=\w)|(?<=\w)\*(?=[\s.,;:)’]|$)|(?:^|\s)_(?=\w)|(?<=\w)_(?=[\s.,;:)])")
LEFT_OVER = "left-over"
LEFT_OVERS = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|lorem ipsum|placeholder)\b|^(?:<{7}|={7}|>{7})( |$)", re.IGNORECASE)
PERSONAL = re.compile(r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b|\b06[- ]?\d{8}\b|\b\d{9}\b")
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>\n]*?(/?)>")
BRACES = re.compile(r"^\s*\{:?([^{}]*)\}\s*$")
"""On a line of their own, below a passage's first paragraph."""
ATTRIBUTE = re.compile(r"\.[A-Za-z]|(?!lang=)[A-Za-z][\w-]*=")
"""A class, or an attribute but a language."""


@rule("markup-visible", "Markdown or template signs that stay visible in the page")
def markup_visible(book: Book) -> Iterator[Fault]:
    """Readers see `**` or `{ #id }` in the text: a mark was not closed, or stands where it does not count.

    Bad: `**vet *`. Good: `*titel*`.
    """
    for page in book.pages.values():
        shown = [(passage.text, passage.line) for passage in page.passages]
        shown += [(note.text, note.line) for note in page.notes]
        shown += [(heading.text, heading.line) for heading in page.headings]
        shown += [(stray.written, stray.line) for stray in page.strays if stray.what == "text"]
        written = "\n".join(line for _, line in page.lines)
        for text, line in shown:
            if ALONE.fullmatch(text):
                continue  # an id under nothing is found by id-misplaced, an open fence by fence-unclosed
            for what, pattern in {**VISIBLE, "emphasis": EMPHASIS}.items():
                match = pattern.search(text)
                if match and match[0].strip() in written:  # else it stands in code, and is meant
                    yield (
                        page.source,
                        line,
                        f"{what} is visible: {_around(text, match)!r}",
                        "close the mark, or put it where it counts",
                    )
                    break


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 12) : match.end() + 12]


@rule("fence-unclosed", "A code block that is not closed")
def fence_unclosed(book: Book) -> Iterator[Fault]:
    """All that follows becomes code."""
    for page in book.pages.values():
        fences = [number for number, line in page.lines if re.match(r"```|~~~", line)]
        if len(fences) % 2:
            yield page.source, fences[-1], "a code block is not closed", "close it, or take the fence out"


@rule("comment-unclosed", "A comment that is not closed")
def comment_unclosed(book: Book) -> Iterator[Fault]:
    """All that follows is gone from the page."""
    for page in book.pages.values():
        for number, line in page.lines:
            if "<!--" in line or "-->" in line:
                yield page.source, number, "a comment is not closed, or not opened", "write <!-- … -->"


@rule("raw-html", "HTML in the text")
def raw_html(book: Book) -> Iterator[Fault]:
    """The book needs no HTML in its Markdown; unknown, unclosed or active elements harm the page and its policy.
    A class in braces, `{ .addition }`, makes a passage look like what it is not.
    """
    for page in book.pages.values():
        for number, line in page.lines:
            for part in (part for braces in BRACES.findall(line) for part in braces.split()):
                if ATTRIBUTE.match(part):
                    yield page.source, number, f"{part!r} in braces", "take it out: only an id and lang=… stand there"
            for match in TAG.finditer(line):
                yield page.source, number, f"the HTML element {match[0]!r}", "write it in Markdown"
            if re.search(r"<(?:script|style|iframe|img|a)\b(?![^>\n]*>)", line, re.IGNORECASE):
                yield page.source, number, "an HTML element that is not closed", "write it in Markdown"


@rule("list-joined", "A list that Markdown joins to the paragraph above it")
def list_joined(book: Book) -> Iterator[Fault]:
    """Without an empty line before it the list becomes running text with hyphens."""
    for page in book.pages.values():
        for (_, before), (number, line) in zip(page.lines, page.lines[1:], strict=False):
            item = re.match(r"(?:[-*+]|\d+\.) \S", line)
            if item and before.strip() and not re.match(r"\s*(?:[-*+]|\d+\.) |\s{2,}", before):
                yield page.source, number, "the list follows a line of text directly", "put an empty line before it"


@rule("list-indent", "An item of a list in a list that is indented by too little")
def list_indent(book: Book) -> Iterator[Fault]:
    """By two or three spaces it is taken for an item of the list itself."""
    for page in book.pages.values():
        in_list = False
        for number, line in page.lines:
            if re.match(r"(?:[-*+]|\d+\.) \S", line):
                in_list = True
            elif line and not line.startswith(" "):
                in_list = False
            if in_list and re.match(r" {1,3}(?:[-*+]|\d+\.) \S", line):
                yield (
                    page.source,
                    number,
                    "an item of a list in a list, indented by too little",
                    "indent it by four spaces",
                )


@rule("note-outside", "Text below the notes that is part of none")
def note_outside(book: Book) -> Iterator[Fault]:
    """A note's second paragraph that is not indented becomes text of the page, in the passage above the notes."""
    for page in book.pages.values():
        below = False
        for number, line in page.lines:
            below = below or bool(re.match(r"\[\^[\w-]+\]:", line))
            if below and line.strip() and not re.match(r"\[\^[\w-]+\]:| {4}|\[[^\]]+\]:", line):
                remedy = "indent it by four spaces to make it part of the note above, or put it above the notes"
                yield page.source, number, "a line below the notes that is part of none", remedy


@rule("reference-link", "A reference link without its definition, or a definition without use")
def reference_link(book: Book) -> Iterator[Fault]:
    """`[tekst][weg]` shows its brackets. The book links in place: `[tekst](pad.md)`."""
    for page in book.pages.values():
        text = "\n".join(line for _, line in page.lines)
        defined = {
            match[1].lower(): match.start()
            for match in re.finditer(r"^ {0,3}\[(?![\^@])([^\]]+)\]:", text, re.MULTILINE)
        }
        used = {(match[2] or match[1]).lower() for match in re.finditer(r"\[([^\]^@][^\]]*)\]\[([^\]]*)\]", text)}
        for name, position in defined.items():
            if name not in used:
                line = page.lines[0][0] + text.count("\n", 0, position)
                yield page.source, line, f"the definition [{name}] is never used", "take it out, or link in place"
        for match in re.finditer(r"\[([^\]^@][^\]]*)\]\[([^\]]*)\]", text):
            if (match[2] or match[1]).lower() not in defined:
                line = page.lines[0][0] + text.count("\n", 0, match.start())
                yield page.source, line, f"the link {match[0]!r} has no definition", "link in place: [text](page.md)"


@rule(LEFT_OVER, "A left-over of the work: TODO, a conflict, filler")
def left_over(book: Book) -> Iterator[Fault]:
    """Readers should not see that a page is not done."""
    for page in book.pages.values():
        for number, line in enumerate(page.raw.split("\n"), start=1):
            if match := LEFT_OVERS.search(line):
                yield page.source, number, f"{match[0]!r} was left over", "finish it, or take it out"


@rule("private-comment", "A comment in the source that is no exception")
def private_comment(book: Book) -> Iterator[Fault]:
    """Remarks belong in the version's message; the source is public."""
    for page in book.pages.values():
        for match in re.finditer(r"<!--(.*?)-->", page.raw, re.DOTALL):
            if not match[1].strip().startswith("allow "):
                line = page.raw.count("\n", 0, match.start()) + 1
                yield (
                    page.source,
                    line,
                    "a comment that is no exception",
                    "take it out; an exception is <!-- allow RULE: why -->",
                )


@rule("personal-data", "What looks like personal data: a mail address, a telephone or citizen service number")
def personal_data(book: Book) -> Iterator[Fault]:
    """The book names no private persons' details."""
    for page in book.pages.values():
        for number, line in page.lines:
            plain = re.sub(r"\]\([^)]*\)|https?://\S+|ISBN[\s\d-]+", "", line)
            if match := PERSONAL.search(plain):
                yield page.source, number, f"{match[0]!r} looks like personal data", "take it out"


@rule("heading-level", "A heading that skips a level, or one of level 1")
def heading_level(book: Book) -> Iterator[Fault]:
    """The template prints the title as the only heading of level 1; from there each level counts on,
    or the outline of a screen reader has holes.
    """
    for page in book.pages.values():
        level = 1
        for heading in page.headings:
            if heading.level == 1:
                yield (
                    page.source,
                    heading.line,
                    "a heading of level 1",
                    "the title is in the front matter; begin with ##",
                )
            elif heading.level > level + 1:
                yield (
                    page.source,
                    heading.line,
                    f"a heading of level {heading.level} under level {level}",
                    "skip no level",
                )
            level = heading.level


@rule("heading-text", "A heading that is empty, or ends in a stop or a colon")
def heading_text(book: Book) -> Iterator[Fault]:
    """It stands in the contents of the page as it is."""
    for page in book.pages.values():
        for heading in page.headings:
            if not heading.text.strip():
                yield page.source, heading.line, "an empty heading", "say what is in the text below it"
            elif heading.text.rstrip()[-1] in ".:,;":
                yield page.source, heading.line, f"the heading {heading.text!r} ends in a stop", "take the stop out"
        for number, line in page.lines:
            if re.fullmatch(r"\s*(\*\*|__)[^*_]+\1\s*", line):
                yield page.source, number, "a bold line in the place of a heading", "make it a heading: ## Text { #id }"


@rule("id-form", "An id of another form than small letters, digits and hyphens")
def id_form(book: Book) -> Iterator[Fault]:
    """Ids are addresses: they must be typed, sent and kept."""
    reserved = {"main", "contents", "notes", "children", "q", "search-results", "toc-label", "related-label"}
    for page in book.pages.values():
        for heading in page.headings:
            if heading.explicit and (
                not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", heading.id) or heading.id in reserved
            ):
                yield (
                    page.source,
                    heading.line,
                    f"the id {heading.id!r} can't be used",
                    "use small letters, digits and hyphens",
                )
            elif heading.explicit and PASSAGE_ID.fullmatch(heading.id) and re.search(r"\d", heading.id):
                yield (
                    page.source,
                    heading.line,
                    f"the id {heading.id!r} is that of a passage",
                    "name the heading with a word",
                )


@rule("id-misplaced", "An id on a list, quote or table, or with nothing above it")
def id_misplaced(book: Book) -> Iterator[Fault]:
    """Python-Markdown then puts it elsewhere, or shows it; a passage begins with a paragraph."""
    for page in book.pages.values():
        known = page.id_set
        for (_, before), (number, line) in zip(page.lines, page.lines[1:], strict=False):
            match = re.match(r"\s*\{\s*#([\w-]+)\s*\}\s*$", line)
            if match and (
                not before.strip() or re.match(r"\s*(?:[-*+>|]|\d+\.)(?:\s|$)", before) or match[1] not in known
            ):
                yield (
                    page.source,
                    number,
                    f"the id {match[1]!r} is not under a paragraph",
                    "put it directly under a passage's first paragraph",
                )


@rule("table-form", "A table with unequal rows, or without headers or caption")
def table_form(book: Book) -> Iterator[Fault]:
    """Without a header a screen reader can't tell which column it is in."""
    for page in book.pages.values():
        for table in page.tables:
            if not table.headers or not all(table.headers[1:]):
                yield page.source, table.line, "a table with an empty header", "name every column"
            if not table.captioned:
                yield page.source, table.line, "a table without a caption", "put '/// caption' with its text below it"
        yield from _uneven(page.source, page.lines)


DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
"""What stands below the headers of a table."""


def _uneven(source: str, lines: tuple[tuple[int, str], ...]) -> Iterator[Fault]:
    width = 0
    headers = {number - 1 for number, line in lines if DIVIDER.fullmatch(line)}
    for number, line in lines:
        if not (line.lstrip().startswith("|") or number in headers or (width and "|" in line)):
            width = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line.strip().strip("|"))) + 1
        if width and cells != width:
            yield (
                source,
                number,
                f"a row of {cells} cells in a table of {width}",
                "give every row the same number of cells",
            )
        width = width or cells


@rule("image-alt", "An image without a text that says what it shows")
def image_alt(book: Book) -> Iterator[Fault]:
    """Who can't see it, gets nothing. `![](kaart.png)` or `![kaart.png](kaart.png)`."""
    for page in book.pages.values():
        for image in page.images:
            name = image.source.rsplit("/", 1)[-1]
            alt = (image.alt or "").strip()
            if not alt or alt.lower() in {name.lower(), name.rsplit(".", 1)[0].lower()} or len(alt) > 250:
                yield (
                    page.source,
                    image.line,
                    f"the image {name!r} has no good text",
                    "say in at most 250 characters what it shows",
                )


@rule("image-missing", "An image that is not there")
def image_missing(book: Book) -> Iterator[Fault]:
    """An empty frame. Names count by case, as on the host."""
    files = {asset.path for asset in book.assets}
    for page in book.pages.values():
        for image in page.images:
            path = "docs/assets/" + image.source.rsplit("assets/", 1)[-1] if "assets/" in image.source else image.source
            if not image.source.startswith(("http:", "https:", "data:")) and path not in files:
                yield page.source, image.line, f"no file for the image {image.source!r}", "put it in docs/assets"
