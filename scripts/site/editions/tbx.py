"""The glossary as a termbase: TBX 3 (ISO 30042:2019), in its dialect TBX-Basic.

Basic, since Core has neither definitions nor the status of a term, and Min no definition; anything above it asks for
what this glossary does not know. Parts of speech, which it advises, are left out for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scripts.book import Book, Language
from scripts.book.glossary import Term
from scripts.book.labels import retelling
from scripts.book.locks import standings
from scripts.site.editions.passages import licence, tags
from scripts.site.pages.frame import Publication

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED, DEPRECATED = (f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated"))
GLOSSARY_PAGE = "glossary.md"


def tbx(publication: Publication) -> bytes:
    """A concept for each term, in the order of the first language: definition, terms, and what each form of them is."""
    book = publication.book
    first, _ = tags(book)
    root = etree.Element("tbx", {"type": "TBX-Basic", "style": "dca", LANG: first}, nsmap={None: NAMESPACE})
    _header(root, publication)
    body = _in(_in(root, "text"), "body")
    known = standings(book)
    for term in book.glossary.sorted(book.languages[0]):
        concept = _in(body, "conceptEntry", id=f"term-{term.id}")
        if moment := book.changed.get(f"term:{term.id}"):
            changed = _in(concept, "transacGrp")
            _in(changed, "transac", "modification", type="transactionType")
            _in(changed, "date", moment[:10])
        for language in book.languages:
            _section(concept, publication, term, language, stale=known[f"term:{term.id}"].stale)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _header(root: etree._Element, publication: Publication) -> None:
    book = publication.book
    about = _in(_in(root, "tbxHeader"), "fileDesc")
    published = _in(about, "publicationStmt")
    for language in book.languages:
        _in(published, "p", licence(publication, language))
    _in(_in(about, "titleStmt"), "title", retelling(book.labels[book.languages[0]]))
    _in(_in(about, "sourceDesc"), "p", publication.site_url)


def _section(concept: etree._Element, publication: Publication, term: Term, language: Language, *, stale: bool) -> None:
    book, wording = publication.book, term.wording[language]
    section = etree.SubElement(concept, _name("langSec"), {LANG: book.locales[language].about.locale})
    if wording.definition:
        _in(section, "descrip", wording.definition, type="definition")
    if note := term.note.get(language):
        _in(section, "note", note)
    if stale:
        _in(section, "note", book.labels[language]["corpus_stale"])
    for word, status, kind in _words(book, term, language):
        said = _in(section, "termSec")
        _in(said, "term", word)
        _in(said, "termNote", status, type="administrativeStatus")
        if kind:
            _in(said, "termNote", kind, type="termType")
        page = book.page(language, GLOSSARY_PAGE)
        if page and status == PREFERRED:
            url = publication.absolute(f"{page.address}#{term.id}")
            _in(said, "xref", word, type="externalCrossReference", target=url)


def _words(book: Book, term: Term, language: Language) -> Iterator[tuple[str, str, str]]:
    """Each word for it with its status and type: the term, what it stands for, its forms, and what the book avoids."""
    wording, full = term.wording[language], term.full.get(language, "")
    short = book.glossary.abbreviations(language)
    seen = {wording.term}
    yield wording.term, PREFERRED, "abbreviation" if wording.term in short else ""
    if full and full not in seen:
        seen.add(full)
        yield full, ADMITTED, "fullForm"
    for form in wording.forms:
        if form not in seen:
            seen.add(form)
            yield form, ADMITTED, "abbreviation" if form in short else "variant"
    for word, instead in book.avoid[language].items():
        if instead in wording.forms and word not in seen:
            yield word, DEPRECATED, ""


def _in(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, _name(name), attributes)
    made.text = text
    return made


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
