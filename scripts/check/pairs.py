"""Rules about the two languages of a passage: the same facts, in the same shape, each in its own tongue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.book import Book, Language, Page
from scripts.book.glossary import Term
from scripts.book.locks import beside_passages, called
from scripts.book.markup.trees import word_pattern
from scripts.check.findings import Fault, rule
from scripts.check.quantities import Quantity, readers

FEW = 6
"""Words; in fewer the common words say nothing of the language."""
LONG = 120
"""Characters; a shorter text may well be half or twice as long in the other language."""
RATIO = (0.62, 1.75)
"""Length in the second language over length in the first of a passage that is told whole in both."""


@dataclass(frozen=True)
class Both:
    """A text in both languages, and where each stands."""

    name: str
    first: str
    second: str
    first_place: tuple[str, int]
    second_place: tuple[str, int]

    def __iter__(self) -> Iterator[str]:
        return iter((self.first, self.second))


def both(book: Book) -> Iterator[Both]:
    """Each passage and each note that both languages have; the descriptions, and what stands outside passages."""
    for pair in book.pairs:
        first, second = pair
        heads = (first.source, 1), (second.source, 1)
        yield Both("the description", first.description, second.description, *heads)
        yield Both("the text outside passages", _loose(first), _loose(second), *heads)
        twins = {passage.id: passage for passage in second.passages}
        for passage in first.passages:
            if twin := twins.get(passage.id):
                places = (first.source, passage.line), (second.source, twin.line)
                yield Both(f"passage {passage.id}", passage.text, twin.text, *places)
        notes = {note.label: note for note in second.notes}
        for note in first.notes:
            if (there := notes.get(note.label)) and note.text and there.text:
                places = (first.source, note.line), (second.source, there.line)
                yield Both(f"note [^{note.label}]", note.text, there.text, *places)


def _loose(page: Page) -> str:
    return " ".join(stray.written for stray in page.strays if stray.what == "text")


@rule("numbers-differ", "Amounts, percentages, years, dates or articles differ between the languages")
def numbers_differ(book: Book) -> Iterator[Fault]:
    """A reader of the other language gets another fact.

    Bad: `3,5 miljard euro` beside `€3.6 billion`; `1 januari 2015` beside `1 January 2016`.
    Good: `3,5 miljard euro` beside `3.5 billion euros`, `15 procent` beside `15 per cent`, `12` beside `twelve`.
    """
    first, second = readers(book)
    for text in (*both(book), *_beside(book)):
        mine, theirs = first.quantities(text.first), second.quantities(text.second)
        only_first = _unreconciled(mine - theirs, second.word_numbers(text.second))
        only_second = _unreconciled(theirs - mine, first.word_numbers(text.first))
        if only_first or only_second:
            yield _differ(book, text, _list(only_first), _list(only_second))


def _beside(book: Book) -> Iterator[Both]:
    """Titles and headings, terms, statements, and remarks on sources."""
    for pair in book.pairs:
        titles = [" . ".join(_titles(page)) for page in pair]
        yield Both("the title", titles[0], titles[1], (pair.first.source, 1), (pair.second.source, 1))
        twins = {heading.id: heading for heading in pair.second.headings}
        for heading in pair.first.headings:
            if twin := twins.get(heading.id):
                places = (pair.first.source, heading.line), (pair.second.source, twin.line)
                yield Both(f"the heading {heading.id}", heading.text, twin.text, *places)
    for text in beside_passages(book):
        if not text.name.startswith("page:"):
            yield Both(called(text.name), *text.words, *text.places)


def _titles(page: Page) -> Iterator[str]:
    """As they are written: what is no text is found by front-matter."""
    return (page.meta[key] for key in ("title", "short") if isinstance(page.meta.get(key), str))


def _unreconciled(found: frozenset[Quantity], in_words: frozenset[str]) -> list[Quantity]:
    return sorted(each for each in found if each.kind != "number" or each.value not in in_words)


def _list(found: list[Quantity]) -> str:
    return ", ".join(map(str, found)) or "nothing"


def _differ(book: Book, text: Both, only_first: str, only_second: str) -> Fault:
    first, second = map(book.in_english, book.languages)
    message = f"{text.name}: {first} alone has {only_first}, {second} alone {only_second}"
    return *text.second_place, message, f"give both the same, here or in {text.first_place[0]}:{text.first_place[1]}"


@rule("number-words-differ", "A number in words was changed in one language")
def number_words_differ(book: Book) -> Iterator[Fault]:
    """`drie wetten` beside `four acts`. One language may tell a number otherwise (`a half year`), so only numbers that
    are missing on both sides count.
    """
    first, second = readers(book)
    for text in both(book):
        mine, theirs = first.word_numbers(text.first), second.word_numbers(text.second)
        digits = {each.value for each in first.quantities(text.first)}
        other_digits = {each.value for each in second.quantities(text.second)}
        only_first = sorted(number for number in mine - theirs - other_digits if number not in {"0", "1"})
        only_second = sorted(number for number in theirs - mine - digits if number not in {"0", "1"})
        if only_first and only_second:
            yield _differ(book, text, ", ".join(only_first), ", ".join(only_second))


@rule("laws-differ", "Another law is named in one language")
def laws_differ(book: Book) -> Iterator[Fault]:
    """`de Jeugdwet` beside `the Participation Act`: the reader looks in the wrong act."""
    terms = [book.glossary.by_id[key] for key in book.edition.acts if key in book.glossary.by_id]
    yield from _terms_differ(book, terms, "laws", one_side=True)


@rule("term-otherwise", "A term is rendered by another term than the glossary's")
def term_otherwise(book: Book) -> Iterator[Fault]:
    """The same thing must have the same name, or a reader takes it for something else.

    Bad: `jeugdreclassering` beside `child protection`. Good: `jeugdreclassering` beside `youth probation`.
    """
    terms = [term for term in book.glossary.terms if term.id not in book.edition.acts and term.tooltip]
    yield from _terms_differ(book, terms, "terms", one_side=False)


def _terms_differ(book: Book, terms: list[Term], what: str, *, one_side: bool) -> Iterator[Fault]:
    # Every form of the glossary, so that a word inside a longer name, as `participation` in that of an act, is not met.
    patterns = {
        language: word_pattern([form for term in book.glossary.terms for form in term.wording[language].forms])
        for language in book.languages
    }
    kin = {term.id: _kin(term, terms, book.languages[1]) for term in terms}
    forms = {
        language: {form.lower(): kin[term.id] for term in terms for form in term.wording[language].forms}
        for language in book.languages
    }
    for text in both(book):
        found = [
            {
                forms[language][match[0].lower()]
                for match in patterns[language].finditer(said)
                if match[0].lower() in forms[language]
            }
            for language, said in zip(book.languages, text, strict=True)
        ]
        only = found[0] - found[1], found[1] - found[0]
        if all(only) or (one_side and any(only) and all(found)):
            said = [_said(book, language, keys) for language, keys in zip(book.languages, only, strict=True)]
            first, second = map(book.in_english, book.languages)
            message = f"{text.name}: the {what} differ: {first} alone has {said[0]}, {second} alone {said[1]}"
            yield *text.second_place, message, "use the glossary's terms in both languages"


def _said(book: Book, language: Language, keys: set[str]) -> str:
    return ", ".join(sorted(book.glossary.by_id[key].wording[language].term for key in keys)) or "no other"


def _kin(term: Term, terms: list[Term], language: Language) -> str:
    """The first of the terms that a language tells by one and the same word: klant and cliënt, both client."""
    word = term.wording[language].term
    return next(each.id for each in terms if word.startswith(each.wording[language].term))


@rule("shape-differs", "Blocks differ between the languages: paragraphs, sizes of lists, tables, figures")
def shape_differs(book: Book) -> Iterator[Fault]:
    """A question or a row that one language lacks. Only paragraphs may be divided otherwise."""
    language = book.in_english(book.languages[0])
    for pair in book.pairs:
        twins = {passage.id: passage for passage in pair.second.passages}
        for passage in pair.first.passages:
            twin = twins.get(passage.id)
            if twin is None:
                continue
            mine = [block for block in twin.shape if block != "p"]
            theirs = [block for block in passage.shape if block != "p"]
            paragraphs = abs(twin.shape.count("p") - passage.shape.count("p"))
            if mine != theirs or paragraphs > 1:
                said = f"passage {passage.id} has {', '.join(twin.shape)}; in {language} {', '.join(passage.shape)}"
                yield pair.second.source, twin.line, said, "give both languages the same blocks"


@rule("links-differ", "Links differ between the languages")
def links_differ(book: Book) -> Iterator[Fault]:
    """A link that one language lost, or that leads elsewhere."""
    language = book.in_english(book.languages[0])
    for pair in book.pairs:
        places = {passage.id: passage.line for passage in pair.second.passages}
        first, second = _targets(book, pair.first), _targets(book, pair.second)
        for name in first.keys() | second.keys():
            if first.get(name, []) != second.get(name, []):
                here = ", ".join(second.get(name, [])) or "none"
                there = ", ".join(first.get(name, [])) or "none"
                where = f"passage {name}" if name else "the text outside passages"
                message = f"{where} has the links {here}; in {language} {there}"
                remedy = "link to the same in both languages, in the same order"
                yield pair.second.source, places.get(name or "", 1), message, remedy


def _targets(book: Book, page: Page) -> dict[str | None, list[str]]:
    targets: dict[str | None, list[str]] = {}
    folder = re.compile(rf"(^|/)(?:{'|'.join(book.languages)})/")
    for link in page.links:
        # A link into the other language's folder is found by link-language; here it may lead to the same page.
        written = folder.sub(r"\1", link.written) if not link.external else link.written
        target = written if link.external or link.page is None else f"{link.page}#{link.fragment}"
        targets.setdefault(link.passage, []).append(target)
    return targets


@rule("wrong-language", "Text in the other language")
def wrong_language(book: Book) -> Iterator[Fault]:
    """A paragraph that was not translated yet reaches readers, and a screen reader says it in the wrong voice."""
    for page in book.pages.values():
        texts = [(f"passage {passage.id}", passage.text, passage.line) for passage in page.passages]
        texts += [(f"the note [^{note.label}]", note.text, note.line) for note in page.notes]
        texts += [("the description", page.description, 1)]
        for name, text, line in texts:
            if foreign := foreign_part(book, text, page.language):
                yield (
                    page.source,
                    line,
                    f"{name} seems to be in the other language: {foreign!r}",
                    "write it in this page's language",
                )


def foreign_part(book: Book, text: str, language: Language) -> str:
    """The beginning of a sentence that is not in the language; empty if there is none."""
    common = book.locales[language].checking.common
    elsewhere = book.locales[book.other(language)].checking.common - common
    for sentence in re.split(r"(?<=[.?!;:])\s+", text) if common else ():
        words = re.findall(r"[^\W\d_]+", sentence.lower())
        own = sum(word in common for word in words)
        foreign = sum(word in elsewhere for word in words)
        if len(words) >= FEW and foreign >= (3 if own else 2) and foreign > 2 * own:
            return sentence[:40]
    return ""


@rule("untranslated", "The same text in both languages")
def untranslated(book: Book) -> Iterator[Fault]:
    """A passage, heading, title or note that was copied and not translated."""
    second = book.languages[1]
    remedy = f"write it in {book.in_english(second)}"
    names = book.foreign[second]
    for text in both(book):
        if text.first == text.second and len(text.first.split()) >= FEW:
            yield *text.second_place, f"{text.name} is the same in both languages", remedy
    for pair in book.pairs:
        here, there = pair.second, pair.first
        headings = {heading.id: heading.text for heading in there.headings}
        for heading in here.headings:
            if headings.get(heading.id) == heading.text and " " in heading.text and heading.text not in names:
                message = f"the heading {heading.text!r} is the same in both languages"
                yield here.source, heading.line, message, remedy
        if there.title == here.title and " " in here.title and here.title not in names:
            yield here.source, 1, f"the title {here.title!r} is the same in both languages", remedy
        if there.description and there.description == here.description:
            yield here.source, 1, "the description is the same in both languages", remedy


@rule("length-differs", "A passage is far longer in one language")
def length_differs(book: Book) -> Iterator[Fault]:
    """A sentence was dropped, or stands in one language only."""
    language = book.in_english(book.languages[0])
    for text in both(book):
        lengths = len(text.first), len(text.second)
        short = min(lengths) < LONG
        apart = max(lengths) > 2 * LONG if short else not RATIO[0] <= lengths[1] / lengths[0] <= RATIO[1]
        if apart:
            message = f"{text.name} is {lengths[1]} characters; in {language} {lengths[0]}"
            yield *text.second_place, message, "tell both whole"
