"""Rules about whole pages: readable, with front matter, in the plan, in both languages, each at its own address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import Book, Page
from scripts.book.addresses import Claim, claims
from scripts.book.contents import CONTENTS
from scripts.book.languages import labels_path
from scripts.check.findings import Fault, did_you_mean, rule

KEYS = {"title": str, "slug": str, "description": str, "short": str, "template": str}
REQUIRED = ("title", "slug", "description")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DESCRIPTION = range(50, 171)
"""Characters of a description that search engines show whole."""


@rule("unreadable", "A file that can't be read as UTF-8 with front matter", stops=True)
def unreadable(book: Book) -> Iterator[Fault]:
    """Nothing of the page can be shown or checked.

    Bad: a file that begins with its text. Good: `---`, title, slug, description, `---`, then the text.
    """
    for trouble in book.troubles:
        yield (
            trouble.path,
            trouble.line,
            trouble.message,
            "mend the file; see README, 'How to write a passage'",
        )


@rule("front-matter", "Front matter lacks a key, or has one that is unknown or of the wrong form", stops=True)
def front_matter(book: Book) -> Iterator[Fault]:
    """The title, the address and the description of the page come from there; a key that is misspelt does nothing."""
    broken = {trouble.path for trouble in book.troubles}
    for page in book.pages.values():
        if page.source in broken:
            continue
        for key in REQUIRED:
            if not page.meta.get(key) and not (key == "slug" and page.path == "index.md"):
                yield page.source, 1, f"the front matter has no {key}", f"add a line '{key}: …'"
        for key, value in page.meta.items():
            if key not in KEYS:
                yield (
                    page.source,
                    _line_of(page, key),
                    f"the front matter has an unknown key {key!r}{did_you_mean(str(key), KEYS)}",
                    "take it out",
                )
            elif not isinstance(value, KEYS[key]):
                yield page.source, _line_of(page, key), f"{key} is not text but {value!r}", "put it in quotation marks"
        yield from _unknown_template(book, page)


def _line_of(page: Page, key: object) -> int:
    """The line of a key of the front matter; 1 where it is not written at the beginning of one."""
    lines = enumerate(page.raw.splitlines(), start=1)
    return next((number for number, line in lines if line.startswith(f"{key}:")), 1)


def _unknown_template(book: Book, page: Page) -> Iterator[Fault]:
    """A book without templates of its own has none to compare with."""
    known = {template.path.removeprefix("overrides/") for template in book.templates}
    asked = page.meta.get("template")
    if known and isinstance(asked, str) and asked not in known:
        message = f"no template {asked!r} in overrides{did_you_mean(asked, known)}"
        yield page.source, _line_of(page, "template"), message, "name one of them"


@rule("slug", "A slug is not of small letters, digits and hyphens", stops=True)
def slug(book: Book) -> Iterator[Fault]:
    """It is the address of the page, to be typed and sent: `2-eigen-kracht`, never `Eigen_Kracht`."""
    for page in book.pages.values():
        value = page.meta.get("slug")
        if isinstance(value, str) and not SLUG.fullmatch(value):
            yield (
                page.source,
                _line_of(page, "slug"),
                f"the slug {value!r} can't be an address",
                "use small letters, digits and single hyphens",
            )


@rule("description", "A description that is too short or too long to be shown whole")
def description(book: Book) -> Iterator[Fault]:
    """Search engines cut a longer one, and a shorter one says too little."""
    for page in book.pages.values():
        length = len(page.description)
        if length and length not in DESCRIPTION:
            advice = f"make it {DESCRIPTION.start}–{DESCRIPTION.stop - 1}"
            yield page.source, _line_of(page, "description"), f"the description has {length} characters", advice


@rule("page-missing", "A page of the plan has no file", stops=True)
def page_missing(book: Book) -> Iterator[Fault]:
    """The contents, and every link to it, lead to nothing in that language."""
    for language in book.languages:
        for entry in book.contents.entries:
            if book.page(language, entry.path) is None:
                source = f"docs/{language}/{entry.path}"
                yield source, 1, f"this page of {CONTENTS} is missing", "write it, or take it out of the plan"


@rule("page-unplanned", "A page that the plan does not name", stops=True)
def page_unplanned(book: Book) -> Iterator[Fault]:
    """It is in no list, no reading order and no contents."""
    for page in book.pages.values():
        if page.entry is None and book.counterpart(page) is not None:
            yield (
                page.source,
                1,
                f"this page is not in {CONTENTS}",
                "name it there, in its place in the reading order",
            )


@rule("page-unpaired", "A page in one language only", stops=True)
def page_unpaired(book: Book) -> Iterator[Fault]:
    """The language switch on it leads nowhere."""
    for page in book.pages.values():
        if page.entry is None and book.counterpart(page) is None:
            yield (
                page.source,
                1,
                "this page has no counterpart in the other language",
                "write it under the same file name",
            )


@rule("address-twice", "Two things at one address: pages, short links, what stands beside a page", stops=True)
def address_twice(book: Book) -> Iterator[Fault]:
    """One of them would overwrite the other without a word. Not all hosts tell capitals from small letters."""
    first: dict[str, Claim] = {}
    told: set[tuple[str, int]] = set()  # what stands beside a page is at its address twice as well
    for claim in claims(book):
        holder = first.setdefault(claim.address.lower(), claim)
        place = (claim.path, book.line_in(claim.path, claim.written) if claim.written else 1)
        if holder is not claim and place not in told:
            message = f"{claim.address} is the address of {claim.what}, and of {holder.what} too"
            yield *place, message, "give one of them another slug, short link or name"
            told.add(place)


@rule("title-twice", "A title or a description of two pages in one language")
def title_twice(book: Book) -> Iterator[Fault]:
    """In a list of results or of tabs the two look alike."""
    first: dict[tuple[str, str], str] = {}
    for page in book.pages.values():
        for what in ("title", "description"):
            text = str(page.meta.get(what) or "")
            holder = first.setdefault((page.language, text), page.source) if text else page.source
            if holder != page.source:
                yield page.source, 1, f"the {what} is that of {holder} too", "give each page its own"


@rule("front-matter-differs", "Front matter with other keys than its counterpart's")
def front_matter_differs(book: Book) -> Iterator[Fault]:
    """The pages then look or behave differently: one has another template, or no short title."""
    for pair in book.pairs:
        for key in sorted(set(pair.first.meta) ^ set(pair.second.meta), key=str):
            page = pair.second if key in pair.first.meta else pair.first
            if key in KEYS:
                yield page.source, 1, f"no {key} here, but one in the other language", "give both the same keys"
        if pair.first.meta.get("template") != pair.second.meta.get("template"):
            message = f"another template than in {book.in_english(pair.first.language)}"
            yield pair.second.source, 1, message, "use the same template in both languages"


@rule("plan", "A plan that names a page or a point twice, or leads to what is not there", stops=True)
def plan(book: Book) -> Iterator[Fault]:
    """The reading order, the numbers and the outline come from the plan."""
    seen: set[str] = set()
    for entry in book.contents.entries:
        for name in (entry.path, *entry.points):
            if name in seen:
                yield CONTENTS, book.line_in(CONTENTS, name), f"{name} stands in the plan twice", "name it once"
            seen.add(name)
    beacons = {entry.beacon for entry in book.contents.beacons}
    pairs = list(book.contents.related_beacons)
    for pair in pairs:
        line = book.line_in(CONTENTS, f"- [{pair[0]}, {pair[1]}]")
        if not beacons.issuperset(pair) or pair[0] >= pair[1] or pairs.count(pair) > 1:
            yield (
                CONTENTS,
                line,
                f"{list(pair)} is no pair of two beacons",
                "name each pair once, the lower number first",
            )
    yield from _lost_ways_on(book)
    for number, point in book.contents.book_notes.items():
        if point not in book.contents.page_of_point:
            yield (
                CONTENTS,
                book.line_in(CONTENTS, "book_notes"),
                f"note {number} belongs to {point}, which no page tells",
                "mend the point",
            )


def _lost_ways_on(book: Book) -> Iterator[Fault]:
    for entry in book.contents.entries:
        for target in entry.see:
            path, _, fragment = target.partition("#")
            page = book.page(book.languages[0], path)
            if page is None or (fragment and not book.has_id(page, fragment)):
                line = book.line_in(CONTENTS, f"- path: {entry.path}\n")
                yield CONTENTS, line, f"{entry.path} leads on to {target}, which is not there", "name a page and its id"


@rule("labels", "A label of the interface that is empty, or has other places to fill in than its counterpart")
def labels(book: Book) -> Iterator[Fault]:
    """`Passage {id}` beside `Passage {nr}`: the page shows the braces, or the build falls over."""
    first, second = book.languages
    for language, labels in book.labels.items():
        for key, text in labels.items():
            if not text.strip():
                path = labels_path(language)
                yield (
                    path,
                    book.line_in(path, f"\n{key}:") + 1,
                    f"the label {key} is empty",
                    "write it in both languages",
                )
    for key, text in book.labels[second].items():
        if sorted(re.findall(r"\{\w*\}", text)) != sorted(re.findall(r"\{\w*\}", book.labels[first][key])):
            path, here = labels_path(second), book.in_english(second)
            message = f"the label {key} has other places to fill in in {here}"
            yield path, book.line_in(path, f"\n{key}:") + 1, message, "use the same words in braces"


@rule("foreign-unused", "A name in the list of foreign words that no page uses")
def foreign_unused(book: Book) -> Iterator[Fault]:
    """A list that only grows is no longer read."""
    path = "docs/_data/foreign.yml"
    for language in book.languages:
        texts = "\n".join(page.raw for page in book.in_language(language))
        texts += "\n".join(book.labels[language].values())
        texts += "\n".join(
            f"{term.wording[language].term} {term.wording[language].definition} {term.note.get(language, '')}"
            for term in book.glossary.terms
        )
        for word in book.foreign[language]:
            if word not in texts:
                yield path, book.line_in(path, f"- {word}\n"), f"no {language} page uses {word!r}", "take it out"
