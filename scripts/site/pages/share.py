"""What a page offers to who passes it on: a link, a short link, a text, a mail, a citation; and each for a passage.

Everything that a script may need for one passage is written here with `{id}` and `{text}` to be filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.book import Book, Page
from scripts.book.addresses import pdfs, share_address, short_address
from scripts.book.labels import retelling
from scripts.site.pages.citations import FORMS, apa_in_text, book_items, site_item

if TYPE_CHECKING:
    from scripts.site.pages.frame import Frame

PASSAGE = "{id}"


@dataclass(frozen=True)
class Citation:
    """One form: for the page, and for a passage of it."""

    form: str
    suffix: str
    text: str
    of_passage: str
    file: str = ""
    """Below the page's share document: `citation.bib`."""


@dataclass(frozen=True)
class Share:
    """Of one page. What says `of_passage` has `{id}` where the passage's id comes."""

    url: str
    short: str
    """The short link, absolute; empty for a page that has none."""
    pdf: str
    """Of the book in this language, absolute; empty for a page that it lacks. Passages are named destinations in it."""
    text: str
    text_of_passage: str
    """Also with `{text}`."""
    mail: str
    mail_of_passage: str
    citations: tuple[Citation, ...]
    in_text: str
    in_text_of_passage: str
    of_book: tuple[Citation, ...]


def share(frame: Frame) -> Share:
    """Of the page of a frame."""
    page, book, labels = frame.page, frame.book, frame.labels
    assert page is not None  # noqa: S101 - only pages are shared
    absolute = frame.publication.absolute
    url = absolute(page.address)
    entry = frame.page_entry
    title = frame.numbered(page)
    whole, passage = site_item(book, page, title, url), site_item(book, page, title, url, PASSAGE)
    name = ", ".join(filter(None, [retelling(labels), "" if page.path == "index.md" else title]))
    pointer = frame.fill("share_pointer")
    in_text = apa_in_text(whole)
    return Share(
        url=url,
        short=absolute(short_address(entry)) if entry and entry.short else "",
        pdf=absolute(pdf) if (pdf := _pdf(page, book)) else "",
        text=f"{name}\n{url}",
        text_of_passage=f"{{text}}\n\n{name}, {pointer}\n{url}#{PASSAGE}",
        mail=mailto(title, f"{labels['share_mail_text']}{name}\n{url}"),
        mail_of_passage=mailto(
            f"{title} ({pointer})", f"{labels['share_mail_text']}{name}, {pointer}\n{url}#{PASSAGE}"
        ),
        citations=tuple(
            Citation(form.name, form.suffix, form.write(whole), form.write(passage), f"citation.{form.suffix}")
            for form in FORMS
        ),
        in_text=in_text,
        in_text_of_passage=f"{in_text.removesuffix(')')}, {pointer})",
        of_book=tuple(
            Citation(form.name, form.suffix, form.write(item), "") for item in book_items(book) for form in FORMS
        ),
    )


def mailto(subject: str, body: str) -> str:
    """An empty letter with a subject and a text (RFC 6068); `{id}` stays to be filled in."""
    return f"mailto:?subject={_escaped(subject)}&body={_escaped(body)}"


def _escaped(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="{}")


def _pdf(page: Page, book: Book) -> str:
    own = (pdf.address for pdf in pdfs(book) if pdf.languages == (page.language,) and pdf.paper == "a4")
    return next(own, "") if page.kind != "site" else ""


def share_files(book: Book, page: Page, shared: Share) -> dict[str, str]:
    """The citations of a page as files, by their path in the site."""
    folder = share_address(book, page).removeprefix("/")
    return {f"{folder}{each.file}": each.text for each in shared.citations if each.suffix}
