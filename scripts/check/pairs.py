"""Rules about the two languages of a passage: the same facts, in the same shape, each in its own tongue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.book import Book, Page
from scripts.book.glossary import Term
from scripts.book.markup.trees import word_pattern
from scripts.check.findings import Fault, rule
from scripts.check.quantities import Quantity, quantities, word_numbers

LAWS = ("jeugdwet", "wmo-2015", "wmo-2007", "participatiewet", "wlz", "zvw", "awbz", "wwb", "wsw", "wajong")
COMMON = {
    "nl": frozenset(
        "de het een en van dat die is niet zijn voor met op te aan ook bij naar uit door wordt werd hun zij wie wat om "  # noqa: SIM905
        "dan maar".split()
    ),
    "en": frozenset(
        "the a of and to that is not are for with on at also by from which was their they who what it be than but this "  # noqa: SIM905
        "as".split()
    ),
}
FEW = 6
"""Words; in fewer the common words say nothing of the language."""
LONG = 120
"""Characters; a shorter text may well be half or twice as long in the other language."""
RATIO = (0.62, 1.75)
"""English length over Dutch length of a passage that is told whole in both."""


@dataclass(frozen=True)
class Both:
    """A text in both languages, and where each stands."""

    name: str
    nl: str
    en: str
    nl_place: tuple[str, int]
    en_place: tuple[str, int]


def both(book: Book) -> Iterator[Both]:
    """Each passage and each note that both languages have; the descriptions, and what stands outside passages."""
    for pair in book.pairs:
        heads = (pair.nl.source, 1), (pair.en.source, 1)
        yield Both("the description", pair.nl.description, pair.en.description, *heads)
        yield Both("the text outside passages", _loose(pair.nl), _loose(pair.en), *heads)
        english = {passage.id: passage for passage in pair.en.passages}
        for passage in pair.nl.passages:
            if twin := english.get(passage.id):
                places = (pair.nl.source, passage.line), (pair.en.source, twin.line)
                yield Both(f"passage {passage.id}", passage.text, twin.text, *places)
        notes = {note.label: note for note in pair.en.notes}
        for note in pair.nl.notes:
            if (other := notes.get(note.label)) and note.text and other.text:
                places = (pair.nl.source, note.line), (pair.en.source, other.line)
                yield Both(f"note [^{note.label}]", note.text, other.text, *places)


def _loose(page: Page) -> str:
    return " ".join(stray.written for stray in page.strays if stray.what == "text")


@rule("numbers-differ", "Amounts, percentages, years, dates or articles differ between the languages")
def numbers_differ(book: Book) -> Iterator[Fault]:
    """A reader of the other language gets another fact.

    Bad: `3,5 miljard euro` beside `€3.6 billion`; `1 januari 2015` beside `1 January 2016`.
    Good: `3,5 miljard euro` beside `3.5 billion euros`, `15 procent` beside `15 per cent`, `12` beside `twelve`.
    """
    for text in both(book):
        dutch, english = quantities(text.nl, "nl"), quantities(text.en, "en")
        only_nl = _unreconciled(dutch - english, word_numbers(text.en, "en"))
        only_en = _unreconciled(english - dutch, word_numbers(text.nl, "nl"))
        if only_nl or only_en:
            yield _differ(text, _list(only_nl), _list(only_en))


def _unreconciled(found: frozenset[Quantity], in_words: frozenset[str]) -> list[Quantity]:
    return sorted(each for each in found if each.kind != "number" or each.value not in in_words)


def _list(found: list[Quantity]) -> str:
    return ", ".join(map(str, found)) or "nothing"


def _differ(text: Both, only_nl: str, only_en: str) -> Fault:
    message = f"{text.name}: Dutch alone has {only_nl}, English alone {only_en}"
    return *text.en_place, message, f"give both the same, here or in {text.nl_place[0]}:{text.nl_place[1]}"


@rule("number-words-differ", "A number in words was changed in one language")
def number_words_differ(book: Book) -> Iterator[Fault]:
    """`drie wetten` beside `four acts`. One language may tell a number otherwise (`a half year`), so only numbers that
    are missing on both sides count.
    """
    for text in both(book):
        dutch, english = word_numbers(text.nl, "nl"), word_numbers(text.en, "en")
        digits_nl = {each.value for each in quantities(text.nl, "nl")}
        digits_en = {each.value for each in quantities(text.en, "en")}
        only_nl = sorted(number for number in dutch - english - digits_en if number not in {"0", "1"})
        only_en = sorted(number for number in english - dutch - digits_nl if number not in {"0", "1"})
        if only_nl and only_en:
            yield _differ(text, ", ".join(only_nl), ", ".join(only_en))


@rule("laws-differ", "Another law is named in one language")
def laws_differ(book: Book) -> Iterator[Fault]:
    """`de Jeugdwet` beside `the Participation Act`: the reader looks in the wrong act."""
    terms = [book.glossary.by_id[key] for key in LAWS if key in book.glossary.by_id]
    yield from _terms_differ(book, terms, "laws", one_side=True)


@rule("term-otherwise", "A term is rendered by another term than the glossary's")
def term_otherwise(book: Book) -> Iterator[Fault]:
    """The same thing must have the same name, or a reader takes it for something else.

    Bad: `jeugdreclassering` beside `child protection`. Good: `jeugdreclassering` beside `youth probation`.
    """
    terms = [term for term in book.glossary.terms if term.id not in LAWS and term.tooltip]
    yield from _terms_differ(book, terms, "terms", one_side=False)


def _terms_differ(book: Book, terms: list[Term], what: str, *, one_side: bool) -> Iterator[Fault]:
    # Every form of the glossary, so that a word inside a longer name, as `participation` in that of an act, is not met.
    patterns = {
        language: word_pattern([form for term in book.glossary.terms for form in term.wording[language].forms])
        for language in ("nl", "en")
    }
    forms = {
        language: {form.lower(): _kin(term, terms) for term in terms for form in term.wording[language].forms}
        for language in ("nl", "en")
    }
    names = {term.id: term for term in terms}
    for text in both(book):
        found = {
            language: {
                forms[language][match[0].lower()]
                for match in patterns[language].finditer(said)
                if match[0].lower() in forms[language]
            }
            for language, said in (("nl", text.nl), ("en", text.en))
        }
        only_nl, only_en = found["nl"] - found["en"], found["en"] - found["nl"]
        if (only_nl and only_en) or (one_side and (only_nl or only_en) and found["nl"] and found["en"]):
            said_nl = ", ".join(sorted(names[key].wording["nl"].term for key in only_nl)) or "no other"
            said_en = ", ".join(sorted(names[key].wording["en"].term for key in only_en)) or "no other"
            message = f"{text.name}: the {what} differ: Dutch alone has {said_nl}, English alone {said_en}"
            yield *text.en_place, message, "use the glossary's terms in both languages"


def _kin(term: Term, terms: list[Term]) -> str:
    """The first of the terms that English tells by one and the same word: klant and cliënt, both client."""
    word = term.wording["en"].term
    return next(other.id for other in terms if word.startswith(other.wording["en"].term))


@rule("shape-differs", "Blocks differ between the languages: paragraphs, sizes of lists, tables, figures")
def shape_differs(book: Book) -> Iterator[Fault]:
    """A question or a row that one language lacks. Only paragraphs may be divided otherwise."""
    for pair in book.pairs:
        english = {passage.id: passage for passage in pair.en.passages}
        for passage in pair.nl.passages:
            twin = english.get(passage.id)
            if twin is None:
                continue
            mine = [block for block in twin.shape if block != "p"]
            theirs = [block for block in passage.shape if block != "p"]
            paragraphs = abs(twin.shape.count("p") - passage.shape.count("p"))
            if mine != theirs or paragraphs > 1:
                said = f"passage {passage.id} has {', '.join(twin.shape)}; in Dutch {', '.join(passage.shape)}"
                yield pair.en.source, twin.line, said, "give both languages the same blocks"


@rule("links-differ", "Links differ between the languages")
def links_differ(book: Book) -> Iterator[Fault]:
    """A link that one language lost, or that leads elsewhere."""
    for pair in book.pairs:
        places = {passage.id: passage.line for passage in pair.en.passages}
        dutch, english = _targets(pair.nl), _targets(pair.en)
        for name in dutch.keys() | english.keys():
            if dutch.get(name, []) != english.get(name, []):
                here = ", ".join(english.get(name, [])) or "none"
                there = ", ".join(dutch.get(name, [])) or "none"
                where = f"passage {name}" if name else "the text outside passages"
                message = f"{where} has the links {here}; in Dutch {there}"
                yield (
                    pair.en.source,
                    places.get(name or "", 1),
                    message,
                    "link to the same in both languages, in the same order",
                )


def _targets(page: Page) -> dict[str | None, list[str]]:
    targets: dict[str | None, list[str]] = {}
    for link in page.links:
        # A link into the other language's folder is found by link-language; here it may lead to the same page.
        written = re.sub(r"(^|/)(?:nl|en)/", r"\1", link.written) if not link.external else link.written
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
            if foreign := foreign_part(text, page.language):
                yield (
                    page.source,
                    line,
                    f"{name} seems to be in the other language: {foreign!r}",
                    "write it in this page's language",
                )


def foreign_part(text: str, language: str) -> str:
    """The beginning of a sentence that is not in the language; empty if there is none."""
    for sentence in re.split(r"(?<=[.?!;:])\s+", text):
        words = re.findall(r"[^\W\d_]+", sentence.lower())
        other = "en" if language == "nl" else "nl"
        own = sum(word in COMMON[language] for word in words)
        foreign = sum(word in COMMON[other] - COMMON[language] for word in words)
        if len(words) >= FEW and foreign >= (3 if own else 2) and foreign > 2 * own:
            return sentence[:40]
    return ""


@rule("untranslated", "The same text in both languages")
def untranslated(book: Book) -> Iterator[Fault]:
    """A passage, heading, title or note that was copied and not translated."""
    for text in both(book):
        if text.nl == text.en and len(text.nl.split()) >= FEW:
            yield *text.en_place, f"{text.name} is the same in both languages", "write it in English"
    for pair in book.pairs:
        dutch = {heading.id: heading.text for heading in pair.nl.headings}
        for heading in pair.en.headings:
            if dutch.get(heading.id) == heading.text and " " in heading.text and heading.text not in book.foreign["en"]:
                yield (
                    pair.en.source,
                    heading.line,
                    f"the heading {heading.text!r} is the same in both languages",
                    "write it in English",
                )
        if pair.nl.title == pair.en.title and " " in pair.en.title and pair.en.title not in book.foreign["en"]:
            yield pair.en.source, 1, f"the title {pair.en.title!r} is the same in both languages", "write it in English"
        if pair.nl.description and pair.nl.description == pair.en.description:
            yield pair.en.source, 1, "the description is the same in both languages", "write it in English"


@rule("length-differs", "A passage is far longer in one language")
def length_differs(book: Book) -> Iterator[Fault]:
    """A sentence was dropped, or stands in one language only."""
    for text in both(book):
        if min(len(text.nl), len(text.en)) < LONG:
            if max(len(text.nl), len(text.en)) > 2 * LONG:
                yield (
                    *text.en_place,
                    f"{text.name} is {len(text.en)} characters; in Dutch {len(text.nl)}",
                    "tell both whole",
                )
            continue
        ratio = len(text.en) / len(text.nl)
        if not RATIO[0] <= ratio <= RATIO[1]:
            yield (
                *text.en_place,
                f"{text.name} is {len(text.en)} characters; in Dutch {len(text.nl)}",
                "tell both whole",
            )
