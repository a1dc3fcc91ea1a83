"""A new page: a file in both languages, and its line in the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from scripts.book import Book, Language
from scripts.book.contents import CONTENTS
from scripts.book.model import PASSAGE_ID
from scripts.check.findings import did_you_mean
from scripts.check.pages import SLUG
from scripts.new.drafts import Draft, RefusedError, passage, placeholder
from scripts.new.ids import free_letters, used_ids
from scripts.new.plan import with_page
from scripts.translate.places import plain
from scripts.translate.scalars import Scalar

FILE = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\.md")
PLAIN = Scalar("", 0, 0, None, flow=False)
POINT = re.compile(r"[a-z]{1,2}\d*")


@dataclass(frozen=True)
class Wanted:
    """What somebody asked for."""

    path: str
    """Below the language's folder: `laws/care-act.md`."""
    after: str
    """The page of the plan that comes before it."""
    titles: Mapping[Language, str]
    slugs: Mapping[Language, str]
    descriptions: Mapping[Language, str] = field(default_factory=dict)
    points: tuple[str, ...] = ()
    """Of the outline, told on the page; none for a page of the site's own."""
    ours: bool = False
    """Whether this site tells the points, and not the book."""
    short: str = ""
    number: str = ""


def draft_page(book: Book, wanted: Wanted) -> Draft:
    """Both files and the plan; raises RefusedError."""
    _refuse_path(book, wanted)
    _refuse_words(book, wanted)
    _refuse_points(book, wanted)
    ids = _ids(book, wanted)
    files = {f"docs/{language}/{wanted.path}": _text(book, wanted, language, ids) for language in book.languages}
    files[CONTENTS] = with_page(plain(book.data_text(CONTENTS)), wanted.after, _entry(wanted))
    return Draft(files, ids, (f"page:{wanted.path}", *ids))


def _ids(book: Book, wanted: Wanted) -> tuple[str, ...]:
    if not wanted.points:
        return (f"{free_letters(book, wanted.path)}-x1",)
    if wanted.ours:
        return tuple(f"{point}-x1" for point in wanted.points)
    return wanted.points


def _text(book: Book, wanted: Wanted, language: Language, ids: tuple[str, ...]) -> str:
    front = {"title": wanted.titles[language], "slug": wanted.slugs.get(language, "")}
    front["description"] = wanted.descriptions.get(language) or placeholder(book, language)
    lines = [f"{key}: {PLAIN.written(text)}" for key, text in front.items() if text]
    passages = [passage(book, language, name) for name in ids]
    return "\n".join(["---", *lines, "---", ""]) + "\n" + "\n\n".join(passages) + "\n"


def _entry(wanted: Wanted) -> list[str]:
    lines = [f"path: {wanted.path}"]
    lines += [f'number: "{wanted.number}"'] if wanted.number else []
    lines += [f"short: {PLAIN.written(wanted.short)}"] if wanted.short else []
    lines += [f"points: [{', '.join(wanted.points)}]"] if wanted.points else []
    return lines + (["ours: true"] if wanted.ours else [])


def _refuse_path(book: Book, wanted: Wanted) -> None:
    path = PurePosixPath(wanted.path)
    if not FILE.fullmatch(wanted.path):
        raise RefusedError(
            f"{wanted.path!r} is no name of a page — small letters, digits and hyphens, below the "
            "language's folder: laws/care-act.md"
        )
    for language in book.languages:
        if (book.root / f"docs/{language}" / path).exists():
            raise RefusedError(f"docs/{language}/{path} is there already — choose another name")
    if wanted.path in book.contents.by_path:
        line = book.line_in(CONTENTS, f"path: {wanted.path}\n")
        raise RefusedError(f"{CONTENTS}:{line}: the plan has {wanted.path} already")
    if wanted.after not in book.contents.by_path:
        raise RefusedError(f"the plan has no page {wanted.after!r}{did_you_mean(wanted.after, book.contents.by_path)}")
    index = str(path.parent / "index.md")
    if path.name != "index.md" and path.parent.name and not book.page(book.languages[0], index):
        raise RefusedError(
            f"the folder {path.parent} has no page of its own, from which its addresses begin — "
            f"first 'make new-page FILE={index}'"
        )


def _refuse_words(book: Book, wanted: Wanted) -> None:
    for language in book.languages:
        title, slug = wanted.titles[language], wanted.slugs.get(language, "")
        if not title.strip() or "\n" in title:
            raise RefusedError(f"the title in {book.in_english(language)} must be one line of text")
        if not SLUG.fullmatch(slug):
            told = f"the slug {slug!r} in {book.in_english(language)} can't be an address"
            raise RefusedError(f"{told} — small letters, digits and single hyphens: SLUG_{language.upper()}=care-act")


def _refuse_points(book: Book, wanted: Wanted) -> None:
    if wanted.ours and not wanted.points:
        raise RefusedError("OURS=1 is of points that this site tells — name them with POINTS=, or leave it out")
    for point in wanted.points:
        if not POINT.fullmatch(point) or not PASSAGE_ID.fullmatch(point):
            raise RefusedError(f"{point!r} is no point — one or two letters and a number, as v3")
        if home := book.contents.page_of_point.get(point):
            raise RefusedError(f"the point {point} is told on {home} already")
    if taken := sorted(used_ids(book).intersection(_ids(book, wanted))):
        raise RefusedError(f"{taken[0]} was used before, and means something else — choose another point")
