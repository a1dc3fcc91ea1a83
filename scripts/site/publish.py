"""The one list of what is published: every file of the site, and how it is made. Nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateError

from scripts.book import Page
from scripts.book.addresses import file_at, offline_address
from scripts.book.publisher import PUBLISHER
from scripts.site.assets.sending import AssetError, loose_files, not_needed
from scripts.site.editions.corpus import corpus_files
from scripts.site.editions.epub import epub_files
from scripts.site.editions.epub_package import EpubError
from scripts.site.editions.offline import offline_zip
from scripts.site.editions.pdf import pdf_files
from scripts.site.files.app import app_files, is_kept
from scripts.site.files.cards import card_files
from scripts.site.files.exports import exports
from scripts.site.files.feeds import feed_files
from scripts.site.files.hosts import Rules, host_files
from scripts.site.files.icons import icon_files
from scripts.site.files.licences import licence_files
from scripts.site.files.papers import paper_files
from scripts.site.files.security import security_files
from scripts.site.making import Makers, PaperError, begun_in_a_copy, can_be_copied
from scripts.site.pages.documents import Document, documents, page_frame, sitemap_frames
from scripts.site.pages.frame import Frame, Publication
from scripts.site.pages.old_ids import with_old_ids
from scripts.site.pages.take_along import TEMPLATE as TAKE_ALONG
from scripts.site.pages.take_along import take_along, text_of
from scripts.site.pages.views import view_for
from scripts.site.templates import PAGE, template_place, templates

Content = str | bytes
WHOLE = "the whole book"
SET_APART, LAST = 1, 2
"""Turns: of what other processes make, and of what tells how that became."""


class TwiceError(Exception):
    """Two things would be published in one place. Names both."""


class OutputError(Exception):
    """A file of the site that can't be made. Says from what, where in it, and why."""


@dataclass(frozen=True)
class Output:
    """One file of the site."""

    file: str
    """Its path in the site: `bakens/3-direct-eropaf/index.html`."""
    origin: str
    """What it is made from, for who wonders why it is there."""
    make: Callable[[], Content]
    turn: int = 0
    """Those of a lower turn are better made first: they don't wait for another process, or for what it made."""

    @property
    def content(self) -> bytes:
        """Raises OutputError."""
        return _finished(self.file, self.origin, self.make)


def _finished(file: str, origin: str, make: Callable[[], Content]) -> bytes:
    """Raises OutputError."""
    try:
        made = make()
    except (AssetError, EpubError, PaperError) as error:
        raise OutputError(str(error)) from error
    except TemplateError as error:
        raise OutputError(f"{template_place(error)}: {error} (for {file}, from {origin})") from error
    return made.encode() if isinstance(made, str) else made


def publish(publication: Publication, *, at_once: bool = False) -> Mapping[str, Output]:
    """Every file of the site by its path, each made when it is asked for. Raises TwiceError.

    At once: all will be asked for, so what takes longest is begun now.
    """
    outputs: dict[str, Output] = {}
    for output in _outputs(publication, at_once=at_once):
        # Not all hosts tell capitals from small letters.
        other = outputs.setdefault(output.file.lower(), output)
        if other is not output:
            raise TwiceError(f"/{output.file} is published twice: from {other.origin} and from {output.origin}")
    found = {output.file: output for output in outputs.values()}
    found |= {output.file: output for output in _moved_files(publication, found)}
    return found if publication.served else _with_app(publication, found)


def _with_app(publication: Publication, found: Mapping[str, Output]) -> Mapping[str, Output]:
    """The app is made from the files that it keeps: each is made once for both. Not while the book is edited: a browser
    that keeps it would show nothing new."""
    once = {name: replace(output, make=cache(output.make)) for name, output in found.items() if is_kept(name)}
    makers = {name: partial(_content, output) for name, output in once.items()}
    files = app_files(publication.book, publication.base_path, publication.policy, makers)
    return {**found, **once, **{output.file: output for output in _each("the files that are kept", files, LAST)}}


def _content(output: Output) -> bytes:
    return output.content


def write(outputs: Iterable[Output], site: Path) -> None:
    for output in sorted(outputs, key=lambda each: each.turn):
        file = site / output.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.content)


def _outputs(publication: Publication, *, at_once: bool) -> Iterator[Output]:
    book, environment = publication.book, templates(publication.book.root)
    fonts = publication.fonts  # now: what is begun wants them too
    editions = {name: cache(make) for name, make in _editions(publication, at_once=at_once).items()}
    for page in book.pages.values():
        make = partial(_page, publication, environment, page, editions)
        yield Output(file_at(page.address), page.source, make, LAST if page.meta.get("template") == TAKE_ALONG else 0)
    for document in documents(publication):
        yield Output(document.file, document.origin, partial(_document, environment, document))
        for name in document.files:
            yield Output(name, document.origin, partial(document.files.__getitem__, name))
    yield Output("sitemap.xml", "the pages", partial(_sitemap, publication, environment))
    yield from _group("the passages", exports(book, publication.absolute))
    yield from _group("the words of the interface", dict(publication.reading_words.values()))
    yield from _group("the passages", feed_files(book, publication.absolute))
    for language in book.languages:
        yield from _group("the passages, for search", publication.search_files[language])
        yield from _each("overrides/papers", paper_files(Frame(publication, language, "/"), environment))
    yield from _each("docs/assets/images", icon_files(book.root))
    yield from _group("the letters of the pages", fonts)
    yield from _group("their licences", licence_files(book.root))
    yield from _each(WHOLE, editions, SET_APART)
    yield from _for_others(publication, environment)


def _editions(publication: Publication, *, at_once: bool) -> Makers:
    """The forms of the whole book; at once: begun, in a copy of this process where there can be one, and PDFs in
    processes of their own."""
    if not publication.book.edition.file_name:
        return {}
    makers: Makers = {
        file_at(offline_address(publication.book)): partial(_offline, publication),
        **epub_files(publication),
        **corpus_files(publication),
    }
    jobs: Makers = {name: partial(_finished, name, WHOLE, make) for name, make in makers.items()}
    others = begun_in_a_copy(jobs) if at_once and can_be_copied() else jobs
    # The others before the PDFs, which are waited for.
    return {**others, **pdf_files(publication, at_once=at_once)}


def _offline(publication: Publication) -> bytes:
    """Made of a site of its own: without a policy, and without the size of each form, which would be its own too."""
    outputs = publish(replace(publication, policy="", served=True, marked=False))
    return offline_zip(publication, {name: partial(_content, output) for name, output in outputs.items()})


def _for_others(publication: Publication, environment: Environment) -> Iterator[Output]:
    book = publication.book
    for asset in publication.assets.sent(without=not_needed(book)):
        yield Output(asset.place, asset.source, partial(_same, asset.content))
    yield from _each("docs", {name: file.read_bytes for name, file in loose_files(book.root).items()})
    yield from _group(PUBLISHER, security_files(publication))
    rules = Rules(publication.policy, publication.base_path, book.moved.pages, book.languages)
    yield from _group("docs/_data/moved.yml", host_files(rules))
    frames = [frame for frame in sitemap_frames(publication) if frame.card]
    names = [file_at(frame.card) for frame in frames]
    yield from _together("the pages' titles", names, partial(card_files, frames, environment))


def _page(publication: Publication, environment: Environment, page: Page, editions: Makers) -> str:
    name, frame = str(page.meta.get("template") or PAGE), page_frame(publication, page)
    more: dict[str, Any] = {}
    if name == TAKE_ALONG:
        more = {"sections": take_along(frame, {} if publication.served else editions), "text_of": text_of(frame)}
    return environment.get_template(name).render(frame=frame, view=view_for(name, frame), **more)


def _document(environment: Environment, document: Document) -> str:
    frame, view = document.frame, view_for(document.template, document.frame)
    html = environment.get_template(document.template).render(frame=frame, view=view, **document.more)
    return with_old_ids(html, frame.address, frame.language, frame.book, frame.href) if frame.is_side else html


def _sitemap(publication: Publication, environment: Environment) -> str:
    return environment.get_template("sitemap.xml").render(frames=sitemap_frames(publication))


def _moved_files(publication: Publication, found: Mapping[str, Output]) -> Iterator[Output]:
    """A file that moved is also where it was: nothing in a PDF can lead on."""
    for old, new in publication.book.moved.pages.items():
        if not old.endswith("/"):
            yield replace(found[file_at(new)], file=file_at(old), origin="docs/_data/moved.yml")


def _each(origin: str, makers: Mapping[str, Callable[[], Content]], turn: int = 0) -> Iterator[Output]:
    for name, make in makers.items():
        yield Output(name, origin, make, turn)


def _group(origin: str, files: Mapping[str, Content]) -> Iterator[Output]:
    """Of what is made already."""
    return _each(origin, {name: partial(_same, content) for name, content in files.items()})


def _same(content: Content) -> Content:
    return content


def _together(origin: str, names: Iterable[str], make: Callable[[], Mapping[str, bytes]]) -> Iterator[Output]:
    """Files that are made at once: the first that is asked for makes all."""
    made = cache(make)
    for name in names:
        yield Output(name, origin, partial(_one_of, made, name))


def _one_of(made: Callable[[], Mapping[str, bytes]], name: str) -> bytes:
    return made()[name]
