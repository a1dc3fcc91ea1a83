"""Rules about passages: their ids, their place, their pairs, and the outline that they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import Book
from scripts.book.beacons import BEACONS
from scripts.book.contents import CONTENTS
from scripts.book.model import PASSAGE_ID, point_of
from scripts.book.questions import PRACTICE, by_role
from scripts.check.findings import Fault, rule

SIGNS = "overrides/signs/"
COUNT = re.compile(r"-x?(\d+)$")


@rule("passage-id", "A passage's id is not of the form point, or point with a count", stops=True)
def passage_id(book: Book) -> Iterator[Fault]:
    """Ids tell the point and the place: `b3-2`, `b3-x1`."""
    for page in book.pages.values():
        for passage in page.passages:
            if not PASSAGE_ID.fullmatch(passage.id):
                remedy = "use the outline point with a count, as b3-2, or b3-x1 for an addition"
                yield page.source, passage.line, f"{passage.id!r} is no passage id", remedy


@rule("id-twice", "An id stands on a page twice", stops=True)
def id_twice(book: Book) -> Iterator[Fault]:
    """A link to it leads to the first only."""
    for page in book.pages.values():
        named = [(thing.line, thing.id) for things in (page.passages, page.headings) for thing in things]
        seen: set[str] = set()
        for line, name in sorted(named):
            if name in seen:
                yield page.source, line, f"the id {name!r} stands on this page twice", "give one of them its own id"
            seen.add(name)


@rule("heading-id", "A heading without an id of its own", stops=True)
def heading_id(book: Book) -> Iterator[Fault]:
    """An id made from the words changes when the words do, and differs between the languages."""
    for page in book.pages.values():
        for heading in page.headings:
            if not heading.explicit:
                remedy = "write { #an-english-id } behind it, the same in both languages"
                yield page.source, heading.line, f"the heading {heading.text!r} has no id", remedy


@rule("passage-elsewhere", "A passage stands on another page than its point", stops=True)
def passage_elsewhere(book: Book) -> Iterator[Fault]:
    """Who follows the id to the page of its point does not find it."""
    for page in book.pages.values():
        for passage in page.passages:
            home = book.contents.page_of_point.get(passage.point)
            if passage.kind == "book" and home != page.path:
                where = f"belongs on {home}" if home else "is no point of the outline"
                yield (
                    page.source,
                    passage.line,
                    f"{passage.id}: {passage.point} {where}",
                    "move it, or mend its id",
                )


@rule("text-loose", "Text of a chapter outside every passage", stops=True)
def text_loose(book: Book) -> Iterator[Fault]:
    """It can not be linked to, found, set side by side or checked."""
    for page in book.pages.values():
        if page.kind == "site":
            continue
        for stray in page.strays:
            if stray.what == "text":
                remedy = "give its first paragraph an id, on a line of its own below it: { #b3-2 }"
                yield page.source, stray.line, f"{stray.written[:40]!r} stands in no passage", remedy


@rule("passage-unpaired", "A passage in one language only", stops=True)
def passage_unpaired(book: Book) -> Iterator[Fault]:
    """The reader of the other language misses it, and the switch loses the place."""
    for pair in book.pairs:
        for page, counterpart in ((pair.first, pair.second), (pair.second, pair.first)):
            there = {passage.id for passage in counterpart.passages}
            for passage in page.passages:
                if passage.id not in there:
                    message = f"passage {passage.id} is not in {counterpart.source}"
                    yield (
                        page.source,
                        passage.line,
                        message,
                        "write its counterpart, mend the id, or take it out here too",
                    )


@rule("passage-order", "Passages in another order than in the first language", stops=True)
def passage_order(book: Book) -> Iterator[Fault]:
    """Side by side the two languages tell different stories."""
    for pair in book.pairs:
        shared = {passage.id for passage in pair.first.passages} & {passage.id for passage in pair.second.passages}
        first = [passage for passage in pair.first.passages if passage.id in shared]
        second = [passage for passage in pair.second.passages if passage.id in shared]
        for mine, theirs in zip(second, first, strict=False):
            if mine.id != theirs.id:
                message = f"passage {mine.id} stands where {pair.first.source}:{theirs.line} has {theirs.id}"
                yield pair.second.source, mine.line, message, "put both languages in the same order"
                break


@rule("heading-unpaired", "Headings differ between the languages", stops=True)
def heading_unpaired(book: Book) -> Iterator[Fault]:
    """A link to `#in-practice` must work in both languages."""
    remedy = "use the same ids and levels, in the same order, in both languages"
    for pair in book.pairs:
        for page, counterpart in ((pair.first, pair.second), (pair.second, pair.first)):
            there = {(heading.id, heading.level) for heading in counterpart.headings}
            for heading in page.headings:
                if (heading.id, heading.level) not in there:
                    message = f"the heading #{heading.id} of level {heading.level} is not in {counterpart.source}"
                    yield page.source, heading.line, message, remedy
        first = [heading.id for heading in pair.first.headings]
        second = [heading.id for heading in pair.second.headings]
        if first != second and sorted(first) == sorted(second):
            index = next(index for index, name in enumerate(second) if name != first[index])
            language = book.in_english(pair.first.language)
            message = f"the heading #{second[index]} stands where {language} has #{first[index]}"
            yield pair.second.source, pair.second.headings[index].line, message, remedy


@rule("point-missing", "A point of the outline that a page does not tell", stops=True)
def point_missing(book: Book) -> Iterator[Fault]:
    """The book promises every point of its outline, in both languages."""
    for page in book.pages.values():
        if page.entry is None or page.source in {trouble.path for trouble in book.troubles}:
            continue
        kind = "addition" if page.entry.ours else "book"
        told = {passage.point for passage in page.passages if passage.kind == kind}
        for point in page.entry.points:
            if point not in told:
                yield (
                    page.source,
                    1,
                    f"point {point} of {CONTENTS} is not told here",
                    f"write a passage {{ #{point}{'-x1' if page.entry.ours else ''} }}",
                )


@rule("point-order", "Points in another order than the outline's", stops=True)
def point_order(book: Book) -> Iterator[Fault]:
    """The argument of the book goes from point to point."""
    for page in book.pages.values():
        if page.entry is None or not page.entry.points:
            continue
        order = {point: index for index, point in enumerate(page.entry.points)}
        reached = -1
        for passage in page.passages:
            index = order.get(point_of(passage.id), reached) if passage.kind == "book" else reached
            if index < reached:
                message = f"{passage.id} comes after {page.entry.points[reached]}"
                yield page.source, passage.line, message, "tell the points in the outline's order"
            reached = max(reached, index)


@rule("count-order", "Passages of one point that do not count up", stops=True)
def count_order(book: Book) -> Iterator[Fault]:
    """Numbers in the margin count up, or readers think that one is missing."""
    for page in book.pages.values():
        highest: dict[tuple[str, str], int] = {}
        for passage in page.passages:
            match = COUNT.search(passage.id)
            if match is None:
                continue
            series, count = (passage.point, passage.kind), int(match[1])
            if count < highest.get(series, 0):
                message = f"{passage.id} comes after a higher count"
                yield page.source, passage.line, message, "keep ids that were published, and put them in order"
            highest[series] = max(count, highest.get(series, 0))


@rule("beacon-card", "A beacon whose card lacks its words, its sign or one of its questions", stops=True)
def beacon_card(book: Book) -> Iterator[Fault]:
    """The card, the worksheets and the scan are made of both: a team would get seven beacons, or a role no question."""
    if not book.beacons or book.troubles:
        return
    roles = book.edition.roles
    numbers = {entry.beacon: entry for entry in book.contents.beacons if entry.beacon}
    for number in book.beacons.keys() - numbers.keys():
        yield BEACONS, book.line_in(BEACONS, f"- beacon: {number}\n"), f"the plan has no beacon {number}", "take it out"
    signs = {template.path for template in book.templates if template.path.startswith(SIGNS)}
    for number, entry in numbers.items():
        if signs and f"{SIGNS}{number}.svg" not in signs:
            line = book.line_in(CONTENTS, f"path: {entry.path}\n")
            yield CONTENTS, line, f"beacon {number} has no sign", f"draw {SIGNS}{number}.svg"
        if number not in book.beacons:
            yield BEACONS, 1, f"beacon {number} is missing", "write its statement, in both languages"
        for page in filter(None, (book.page(language, entry.path) for language in book.languages)):
            asked = [each.role for each in by_role(page, roles) if each.questions]
            for role in (role for role in roles if role not in asked):
                heading = next((heading.line for heading in page.headings if heading.id == PRACTICE), 1)
                remedy = (
                    f"give each of {', '.join(roles)} a passage with a list, in this order, below {{ #{PRACTICE} }}"
                )
                yield page.source, heading, f"no questions for the {role}", remedy
