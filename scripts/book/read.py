"""Reads the book: docs/ in, a `Book` out. What can't be read is recorded in it, never raised and never judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from scripts.book.asked import read_asked
from scripts.book.beacons import read_beacons
from scripts.book.bibliography import BIBLIOGRAPHY, STYLE, Bibliography, read_bibliography
from scripts.book.changes import read_changes
from scripts.book.checked import read_checked
from scripts.book.contents import Contents, read_contents
from scripts.book.data import DataError, read_records, read_text
from scripts.book.figures import read_figures
from scripts.book.files import read_assets, read_data_files, read_templates
from scripts.book.glossary import GLOSSARY, Glossary, read_glossary
from scripts.book.kept import code_of, hash_of, kept, versions_of
from scripts.book.languages import (
    BOOK,
    Edition,
    Language,
    Locale,
    both,
    read_edition,
    read_locales,
    refuse_unknown_acts,
)
from scripts.book.locks import PERMALINKS, TRANSLATIONS, changes, lock_lines, read_locks, translations
from scripts.book.markup import Rendered, Setting, as_bytes, as_rendered, render
from scripts.book.measurements import read_measurements
from scripts.book.model import Book, Page, Trouble
from scripts.book.moved import read_moved
from scripts.book.publisher import read_publisher
from scripts.book.records import with_records
from scripts.book.sources import Lines, SourceFile, read_source, without_code
from scripts.book.synonyms import read_synonyms

FOREIGN = "docs/_data/foreign.yml"
AVOID = "docs/_data/avoid.yml"

Foreign = Mapping[Language, Mapping[Language, tuple[str, ...]]]
"""By the language of the text, and by the language of the words."""


@dataclass
class _Reader:
    """Carries what every page needs while a book is read."""

    root: Path
    edition: Edition
    locales: Mapping[Language, Locale]
    contents: Contents
    glossary: Glossary
    bibliography: Bibliography
    foreign: Foreign
    data: str
    """The hash of the data files that a page's text is made with, and of what makes it."""
    troubles: list[Trouble] = field(default_factory=list)


def read_book(root: Path) -> Book:
    """The book below the root of a repository.

    Raises DataError only if a file of docs/_data is unusable: without these there is no book to speak of.
    """
    reader = _reader(root)
    languages = reader.edition.languages
    locks = read_locks(root)
    files: dict[Language, dict[str, SourceFile]] = {language: _files(reader, language) for language in languages}
    homes = {language: home(reader.edition, language) for language in languages}
    addresses = {
        language: {path: address(homes[language], path, some) for path in some} for language, some in files.items()
    }
    pages = {
        (language, path): _read_page(reader, language, path, file, addresses)
        for language in languages
        for path, file in files[language].items()
    }
    return Book(
        root=root,
        edition=reader.edition,
        locales=reader.locales,
        contents=reader.contents,
        glossary=reader.glossary,
        bibliography=reader.bibliography,
        foreign={
            language: tuple(word for words in lists.values() for word in words)
            for language, lists in reader.foreign.items()
        },
        avoid=_avoid(root, languages),
        figures=read_figures(root, languages),
        synonyms=read_synonyms(root, languages),
        pages=pages,
        troubles=tuple(reader.troubles),
        data_files=read_data_files(root),
        assets=read_assets(root),
        templates=read_templates(root),
        asked=read_asked(root, languages),
        beacons=read_beacons(root, languages),
        moved=read_moved(root),
        publisher=read_publisher(root, languages),
        checked=read_checked(root),
        changes=read_changes(root, languages),
        measurements=read_measurements(root),
        locks=locks,
        published=lock_lines(locks.get(PERMALINKS, "")),
        changed=changes(locks.get(TRANSLATIONS, "")),
        looked_at=translations(locks.get(TRANSLATIONS, "")),
        generated_ids={
            "glossary.md": frozenset(reader.glossary.by_id),
            "sources.md": frozenset(reader.bibliography.by_id),
            "index.md": frozenset({"contents"}),
        },
    )


def read_whole_book(root: Path) -> Book:
    """The same, for a command that would leave out without a word what can't be read: raises DataError for that too."""
    book = read_book(root)
    if book.troubles:
        first = book.troubles[0]
        raise DataError(first.path, first.line, first.message)
    return book


def _reader(root: Path) -> _Reader:
    edition = read_edition(root)
    locales = read_locales(root, edition)
    styles = {language: locale.about.locale for language, locale in locales.items()}
    contents, glossary = read_contents(root), read_glossary(root, edition.languages)
    refuse_unknown_acts(root, edition, glossary.by_id, contents.by_path)
    return _Reader(
        root,
        edition,
        locales,
        contents=contents,
        glossary=glossary,
        bibliography=read_bibliography(root, styles, edition.source),
        foreign=_foreign(root, edition.languages),
        data=_makers(root),
    )


def home(edition: Edition, language: Language) -> str:
    """The address of a language's cover."""
    return "/" if language == edition.languages[0] else f"/{language}/"


def _foreign(root: Path, languages: Sequence[Language]) -> Foreign:
    """A book without the file has no such names."""
    if not (root / FOREIGN).exists():
        return {language: {} for language in languages}
    return both(root, FOREIGN, read_records(root, FOREIGN, dict[str, dict[str, tuple[str, ...]]]), languages)


def _avoid(root: Path, languages: Sequence[Language]) -> Mapping[Language, Mapping[str, str]]:
    """A book without the file avoids no word."""
    if not (root / AVOID).exists():
        return {language: {} for language in languages}
    return both(root, AVOID, read_records(root, AVOID, dict[str, dict[str, str]]), languages)


def _makers(root: Path) -> str:
    texts = (read_text(root / path, path) for path in (GLOSSARY, BIBLIOGRAPHY, STYLE, BOOK) if (root / path).exists())
    packages = versions_of("Markdown", "pymdown-extensions", "citeproc-py")
    return hash_of((packages, code_of(Path(__file__).parent), *texts))


def _rendered(reader: _Reader, text: str, setting: Setting) -> Rendered:
    """A page's text as it was rendered before, if nothing that goes into it changed."""
    others = {name: value for name, value in vars(setting).items() if name not in {"glossary", "bibliography"}}
    ingredients = (reader.data, repr(others), text)
    return as_rendered(kept(reader.root, "pages", ingredients, lambda: as_bytes(render(text, setting))))


def _files(reader: _Reader, language: Language) -> dict[str, SourceFile]:
    """The pages of a language in reading order, those outside the plan last."""
    folder = reader.root / "docs" / language
    found = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md") if file.is_file())
    order = {entry.path: index for index, entry in enumerate(reader.contents.entries)}
    files: dict[str, SourceFile] = {}
    for path in sorted(found, key=lambda path: (order.get(path, len(order)), path)):
        source = f"docs/{language}/{path}"
        try:
            files[path] = read_source(reader.root, source)
        except DataError as error:
            reader.troubles.append(Trouble(source, error.line, error.message))
            files[path] = SourceFile(source, "", {}, "", 1)
    return files


def address(home: str, path: str, files: Mapping[str, SourceFile]) -> str:
    """The address of a page: the cover's, the slugs of the folders above it, then its own.

    An index page's slug is the name of its folder; the home page has none.
    """
    where = PurePosixPath(path)
    parts = [_slug(files, str(parent / "index.md"), parent.name) for parent in reversed(where.parents) if parent.name]
    if where.name != "index.md":
        parts.append(_slug(files, path, where.stem))
    return home + "".join(f"{part}/" for part in parts)


def _slug(files: Mapping[str, SourceFile], path: str, fallback: str) -> str:
    slug = files[path].meta.get("slug") if path in files else None
    return str(slug) if slug else fallback


def _read_page(
    reader: _Reader,
    language: Language,
    path: str,
    file: SourceFile,
    addresses: Mapping[Language, Mapping[str, str]],
) -> Page:
    entry = reader.contents.by_path.get(path)
    first, second = reader.edition.languages
    setting = Setting(
        language=language,
        languages=(first, second),
        path=path,
        address=addresses[language][path],
        addresses=addresses[language],
        counterpart=addresses[second if language == first else first].get(path),
        glossary=reader.glossary,
        bibliography=reader.bibliography,
        labels=reader.locales[language].labels,
        foreign=reader.foreign[language],
        marks_additions=bool(entry and entry.points and not entry.ours),
    )
    rendered = _rendered(reader, file.body, setting)
    text_lines = tuple(enumerate(without_code(file.body).split("\n"), start=file.first_line))
    page = Page(
        language, path, file.path, addresses[language][path], file.meta, entry,
        html=rendered.html, parts=rendered.parts, raw=file.raw, lines=text_lines,
    )  # fmt: skip
    return with_records(page, rendered.collected, Lines(file))
