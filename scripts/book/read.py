"""Reads the book: docs/ in, a `Book` out. What can't be read is recorded in it, never raised and never judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from scripts.book.beacons import read_beacons
from scripts.book.bibliography import BIBLIOGRAPHY, STYLE, Bibliography, read_bibliography
from scripts.book.contents import Contents, read_contents
from scripts.book.data import DataError, read_text, read_yaml
from scripts.book.figures import read_figures
from scripts.book.files import read_assets, read_data_files, read_templates
from scripts.book.glossary import GLOSSARY, Glossary, read_glossary
from scripts.book.kept import code_of, hash_of, kept, versions_of
from scripts.book.locks import PERMALINKS, TRANSLATIONS, changes, lock_lines, read_locks, translations
from scripts.book.markup import Rendered, Setting, as_bytes, as_rendered, render
from scripts.book.model import LANGUAGES, Book, Language, Page, Trouble, other
from scripts.book.moved import read_moved
from scripts.book.publisher import read_publisher
from scripts.book.records import with_records
from scripts.book.sources import Lines, SourceFile, read_source, without_code
from scripts.book.synonyms import read_synonyms

INTERFACE = "docs/_data/interface.yml"
FOREIGN = "docs/_data/foreign.yml"
AVOID = "docs/_data/avoid.yml"
HOME: Mapping[Language, str] = {"nl": "/", "en": "/en/"}


@dataclass
class _Reader:
    """Carries what every page needs while a book is read."""

    root: Path
    contents: Contents = field(default_factory=lambda: Contents((), {}, ()))
    glossary: Glossary = field(default_factory=lambda: Glossary(()))
    bibliography: Bibliography | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    foreign: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    data: str = ""
    """The hash of the data files that a page's text is made with, and of what makes it."""
    troubles: list[Trouble] = field(default_factory=list)


def read_book(root: Path) -> Book:
    """The book below the root of a repository.

    Raises DataError only if a file of docs/_data is unusable: without these there is no book to speak of.
    """
    reader = _Reader(
        root,
        contents=read_contents(root),
        glossary=read_glossary(root),
        bibliography=read_bibliography(root),
        labels=_labels(root),
        foreign=_foreign(root),
        data=_makers(root),
    )
    locks = read_locks(root)
    files: dict[Language, dict[str, SourceFile]] = {language: _files(reader, language) for language in LANGUAGES}
    addresses = {language: {path: address(language, path, some) for path in some} for language, some in files.items()}
    pages = {
        (language, path): _read_page(reader, language, path, file, addresses)
        for language in LANGUAGES
        for path, file in files[language].items()
    }
    return Book(
        root=root,
        contents=reader.contents,
        glossary=reader.glossary,
        bibliography=reader.bibliography or read_bibliography(root),
        labels=reader.labels,
        foreign={language: words for language, lists in reader.foreign.items() for words in lists.values()},
        avoid=_avoid(root),
        figures=read_figures(root),
        synonyms=read_synonyms(root),
        pages=pages,
        troubles=tuple(reader.troubles),
        data_files=read_data_files(root),
        assets=read_assets(root),
        templates=read_templates(root),
        beacons=read_beacons(root),
        moved=read_moved(root),
        publisher=read_publisher(root),
        locks=locks,
        published=lock_lines(locks.get(PERMALINKS, "")),
        changed=changes(locks.get(TRANSLATIONS, "")),
        looked_at=translations(locks.get(TRANSLATIONS, "")),
        generated_ids={
            "glossary.md": frozenset(reader.glossary.by_id),
            "sources.md": frozenset(reader.bibliography.by_id if reader.bibliography else ()),
            "index.md": frozenset({"contents"}),
        },
    )


def _labels(root: Path) -> Mapping[str, Mapping[str, str]]:
    data = read_yaml(root, INTERFACE)
    if not isinstance(data, dict) or set(data) != set(LANGUAGES):
        raise DataError(INTERFACE, 1, "must have the keys nl and en")
    for key in set(data["nl"]) ^ set(data["en"]):
        raise DataError(INTERFACE, 1, f"the label {key!r} is in one language only")
    return {language: {key: str(text) for key, text in data[language].items()} for language in LANGUAGES}


def _foreign(root: Path) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    data = read_yaml(root, FOREIGN)
    try:
        return {
            language: {other: tuple(str(word) for word in words) for other, words in data[language].items()}
            for language in LANGUAGES
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(FOREIGN, 1, f"must have nl and en, each with lists of words by language: {error!r}") from error


def _avoid(root: Path) -> Mapping[str, Mapping[str, str]]:
    data = read_yaml(root, AVOID)
    try:
        return {
            language: {str(word): str(instead) for word, instead in data[language].items()} for language in LANGUAGES
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(AVOID, 1, f"must have nl and en, each with words and what to say instead: {error!r}") from error


def _makers(root: Path) -> str:
    texts = (read_text(root / path, path) for path in (GLOSSARY, BIBLIOGRAPHY, STYLE))
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


def address(language: Language, path: str, files: Mapping[str, SourceFile]) -> str:
    """The address of a page: the slugs of the folders above it, then its own.

    An index page's slug is the name of its folder; the home page has none.
    """
    where = PurePosixPath(path)
    parts = [_slug(files, str(parent / "index.md"), parent.name) for parent in reversed(where.parents) if parent.name]
    if where.name != "index.md":
        parts.append(_slug(files, path, where.stem))
    return HOME[language] + "".join(f"{part}/" for part in parts)


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
    assert reader.bibliography is not None  # noqa: S101 - set before any page is read
    setting = Setting(
        language=language,
        path=path,
        address=addresses[language][path],
        addresses=addresses[language],
        counterpart=addresses[other(language)].get(path),
        glossary=reader.glossary,
        bibliography=reader.bibliography,
        labels=reader.labels[language],
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
