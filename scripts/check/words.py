"""Rules about words: spelling in both languages, abbreviations, the language of parts, and the lists behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scripts.book import Book, Language, Page
from scripts.book.beacons import BEACONS
from scripts.book.changes import CHANGES
from scripts.book.glossary import GLOSSARY
from scripts.book.languages import alphabetical, labels_path
from scripts.book.markup.trees import word_pattern
from scripts.check.dictionary import unknown
from scripts.check.findings import Fault, rule
from scripts.check.markup import LEFT_OVERS
from scripts.check.pairs import foreign_part

WORDS = "docs/_data/words.txt"
"""Words that the dictionaries lack: one a line, sorted, each with its language: `nl wijkteam`, `* Movisie`."""
OF_THE_OTHER = {"passage_other", "switch", "switch_short"}
"""Labels that are in the other language on purpose."""
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
FOREIGN = re.compile(r"\*[^*\n]+\*\{\s*lang=\w+\s*\}|\]\([^)]*\)|\{[^}\n]*\}|\[[@^][^\]]*\]:?|https?://\S+|ECLI:\S+")
ITALICS = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*|\{)")
ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z]{2,}[a-z]?[A-Z]*|CRvB|MOgroep)(?![\w-])")
SHORT = re.compile(r"[A-Z]\w{1,5}")
IN_FULL = re.compile(rf"((?:[\w’-]+ ){{2,7}})\(({SHORT.pattern})\)")
"""Some words, and behind them an abbreviation in brackets."""


def _own_words(book: Book) -> dict[str, set[str]]:
    """The project's own words by language; those of the glossary and of names in the other language count too."""
    words: dict[str, set[str]] = {language: set() for language in book.languages}
    for _, language, word in _word_lines(book):
        for each in book.languages if language == "*" else (language,):
            words.setdefault(each, set()).add(word)
    return words


def _word_lines(book: Book) -> Iterator[tuple[int, str, str]]:
    text = book.data_text(WORDS)
    for number, line in enumerate(text.splitlines(), start=1):
        if line and not line.startswith("#"):
            language, _, word = line.partition(" ")
            yield number, language, word


def _lines(page: Page, book: Book) -> Iterator[tuple[int, str]]:
    names = [*book.foreign[page.language]]
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)")
    for key in ("title", "short", "description"):
        if isinstance(page.meta.get(key), str):
            yield 1, pattern.sub(" ", page.meta[key])
    for number, line in page.lines:
        if not line.startswith("///"):
            yield number, pattern.sub(" ", FOREIGN.sub(" ", line))


def _known_here(book: Book, language: Language) -> set[str]:
    """The project's own words and those of its glossary, in small letters."""
    own = {word.lower() for word in _own_words(book)[language]}
    return own | {part.lower() for form in book.glossary.forms(language) for part in WORD.findall(form)}


def _candidates(book: Book, page: Page) -> Iterator[tuple[int, str]]:
    """Words of a page that the project does not know itself, each once, with its first line."""
    own = _known_here(book, page.language)
    seen: set[str] = set()
    for number, text in _lines(page, book):
        line = text
        if foreign_part(book, line, page.language):
            continue  # found by wrong-language; every word would be found here
        for strange in _strange_italics(book, page, line, own):
            line = line.replace(strange[0], " ")  # found by foreign-unmarked
        for match in WORD.findall(LEFT_OVERS.sub(" ", line)):
            word = match.strip("’'-")
            if len(word) > 1 and word.lower() not in seen and _forms(word).isdisjoint(own):
                yield number, word
            seen.add(word.lower())


@rule("spelling", "A word that the dictionary and the project's word list do not know")
def spelling(book: Book) -> Iterator[Fault]:
    """`gemeetne` for `gemeente`. A name or a term goes into docs/_data/words.txt."""
    _look_up_together(book)
    candidates = [(page, number, word) for page in book.pages.values() for number, word in _candidates(book, page)]
    found: list[tuple[str, Language, int | str, str]] = [
        (page.source, page.language, number, word) for page, number, word in candidates
    ]
    found += _of_data(book)
    wrong = _unknown(book, {lang: {word for _, each, _, word in found if each == lang} for lang in book.languages})
    for path, language, place, word in found:
        if word in wrong[language]:
            yield (
                path,
                book.line_in(path, place) if isinstance(place, str) else place,
                f"unknown word {word!r}",
                f"mend it; or add '{language} {word}' to {WORDS}, in its place",
            )


def _unknown(book: Book, words: Mapping[Language, set[str]]) -> dict[Language, set[str]]:
    """The words, by language, that its dictionary does not know; a language without one knows all."""
    names = {language: book.locales[language].about.dictionary for language in words}
    found = unknown({names[language]: some for language, some in words.items()})
    return {language: found[name] for language, name in names.items()}


def _look_up_together(book: Book) -> None:
    """Asks for every word at once: then both dictionaries are read side by side, not at the first odd word of each."""
    words: dict[str, set[str]] = {language: set() for language in book.languages}
    for page in book.pages.values():
        for _, line in _lines(page, book):
            words[page.language].update(word.strip("’'-") for word in WORD.findall(line))
            for match in ITALICS.finditer(line):
                words[book.other(page.language)].update(WORD.findall(match[1]))
    for language in book.languages:
        for _, _, text in _data_texts(book, language):
            words[language].update(word.strip("’'-") for word in WORD.findall(text))
    _unknown(book, {language: {word for word in some if len(word) > 1} for language, some in words.items()})


def _of_data(book: Book) -> Iterator[tuple[str, Language, str, str]]:
    """Words of the glossary's definitions and of the interface that the project does not know itself, and what to look
    for to find their line."""
    for language in book.languages:
        own = _known_here(book, language)
        own |= {part.lower() for name in book.foreign[language] for part in WORD.findall(name)}
        for path, needle, text in _data_texts(book, language):
            for word in dict.fromkeys(match.strip("’'-") for match in WORD.findall(text)):
                if len(word) > 1 and _forms(word).isdisjoint(own):
                    yield path, language, needle, word


def _data_texts(book: Book, language: Language) -> Iterator[tuple[str, str, str]]:
    """The texts of the data files: the file, what to look for to find the line, and the text."""
    title = re.compile("|".join([*map(re.escape, _titles(book)), r"\{\w*\}"]))
    for term in book.glossary.terms:
        yield GLOSSARY, f"- id: {term.id}\n", FOREIGN.sub(" ", term.wording[language].definition)
    for figure in book.figures.values():
        for words in figure.texts():
            yield figure.path, words[language], title.sub(" ", words[language])
    for beacon in book.beacons.values():
        yield BEACONS, beacon.statement[language], title.sub(" ", beacon.statement[language])
    for version in book.changes:
        yield CHANGES, version.summary[language], title.sub(" ", version.summary[language])
    for key, text in book.labels[language].items():
        if key not in OF_THE_OTHER:
            yield labels_path(language), text, title.sub(" ", text)


def _titles(book: Book) -> list[str]:
    """Names of this book, which are no words of the language that they stand in."""
    source = book.bibliography.the_book
    return [str(source.csl["title"])] if source else []


@rule("avoid", "A word that the book avoids")
def avoid(book: Book) -> Iterator[Fault]:
    """Policy jargon, another name for a term, or what must not be stated: see docs/_data/avoid.yml."""
    for page in book.pages.values():
        words = book.avoid[page.language]
        pattern = word_pattern(list(words))
        for number, line in _lines(page, book):
            for match in pattern.finditer(line):
                yield page.source, number, *_avoided(match[0], words)
    for language in book.languages:
        words = book.avoid[language]
        pattern = word_pattern(list(words))
        for path, needle, text in _data_texts(book, language):
            for match in pattern.finditer(text):
                yield path, book.line_in(path, needle), *_avoided(match[0], words)


def _avoided(found: str, words: Mapping[str, str]) -> tuple[str, str]:
    """The message and the remedy."""
    instead = words.get(found) or words.get(found[0].lower() + found[1:], "")
    return f"{found!r} is a word that the book avoids", f"instead: {instead}"


@rule("word-list", "The project's word list is not sorted, holds a word twice, or one that no page needs")
def word_list(book: Book) -> Iterator[Fault]:
    """A list that only grows in the end lets every mistake through."""
    entries = list(_word_lines(book))
    keys = [(word.lower(), language) for _, language, word in entries]
    for (number, language, word), before, key in zip(entries[1:], keys, keys[1:], strict=False):
        if key <= before:
            yield WORDS, number, f"{language} {word} stands out of order, or twice", "sort the list"
    if not entries:
        return
    used = _used(book)
    for number, language, word in entries:
        languages = book.languages if language == "*" else (language,)
        if language not in {*book.languages, "*"}:
            first, second = book.languages
            yield WORDS, number, f"{language!r} is no language", f"begin the line with {first}, {second} or *"
        elif not any(word.lower() in used[each] for each in languages):
            yield WORDS, number, f"no page uses {word!r}", "take it out"


def _used(book: Book) -> dict[str, set[str]]:
    """Every word of the pages and of the data's texts, by language, in small letters."""
    used: dict[str, set[str]] = {language: set() for language in book.languages}
    texts = [(page.language, line) for page in book.pages.values() for _, line in _lines(page, book)]
    texts += [(language, text) for language in book.languages for _, _, text in _data_texts(book, language)]
    for language, text in texts:
        used[language] |= {part for word in WORD.findall(text) for part in _forms(word)}
    return used


def _forms(word: str) -> set[str]:
    folded = word.strip("’'-").lower()
    return {folded, folded.removesuffix("’s")}


@rule("abbreviation", "An abbreviation that a page does not explain at its first mention")
def abbreviation(book: Book) -> Iterator[Fault]:
    """`de CRvB` alone says nothing to who does not know it. In full first: Centrale Raad van Beroep (CRvB)."""
    for page in book.pages.values():
        text = " ".join(passage.text for passage in page.passages)
        line_of_passage = {passage.id: passage.line for passage in page.passages}
        for term in book.glossary.terms:
            short = [form for form in term.wording[page.language].forms if ABBREVIATION.fullmatch(form)]
            if not short or page.language not in term.full:
                continue
            pattern = word_pattern(short)
            first = next((passage for passage in page.passages if pattern.search(passage.text)), None)
            if first is None:
                continue
            match = pattern.search(text)
            full = [
                term.full[page.language],
                *(form for form in term.wording[page.language].forms if form not in short),
            ]
            around = text[: match.end() + 160] if match else text
            if not any(words.lower() in around.lower() for words in full):
                message = f"{short[0]} is not given in full before passage {first.id} uses it"
                yield (
                    page.source,
                    line_of_passage[first.id],
                    message,
                    f"write {full[0]} ({short[0]}) at its first mention",
                )


@rule("abbreviation-otherwise", "An abbreviation that is given in full otherwise than in the glossary")
def abbreviation_otherwise(book: Book) -> Iterator[Fault]:
    """`Centrale Raad voor Beroep (CRvB)`: the reader looks for another court. What stands before it must begin with the
    same letters, or share most of its words, to be taken for its full form.
    """
    for page in book.pages.values():
        known = {
            form: term
            for term in book.glossary.terms
            if page.language in term.full
            for form in term.wording[page.language].forms
            if SHORT.fullmatch(form)
        }
        for passage in page.passages:
            for match in IN_FULL.finditer(passage.text):
                term = known.get(match[2])
                if term and (said := _otherwise(match[1], match[2], term.full[page.language])):
                    message = f"{said!r} for {match[2]}, which the glossary calls {term.full[page.language]!r}"
                    yield page.source, passage.line, message, "use the glossary's name, or mend the glossary"


def _otherwise(before: str, short: str, full: str) -> str:
    """The words before an abbreviation that are meant for its full form and are another; empty if there are none."""
    words = before.split()
    if " ".join(words).lower().endswith(full.lower()):
        return ""
    for count in range(min(len(words), len(short)), 1, -1):
        said = " ".join(words[-count:])
        if _initials(said) in {short.lower(), _initials(full)}:
            return said
    count = len(full.split())
    last = words[-count:] if len(words) >= count else []
    shared = {word.lower() for word in last} & set(full.lower().split())
    return " ".join(last) if len(shared) * 2 > len(last) else ""


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.lower().split())


def _strange_italics(book: Book, page: Page, line: str, own: set[str]) -> Iterator[re.Match[str]]:
    """Words in italics, without a language, that are of the other language."""
    elsewhere = book.other(page.language)
    for match in ITALICS.finditer(FOREIGN.sub(" ", line)):
        words = {word for word in WORD.findall(match[1]) if len(word) > 2 and _forms(word).isdisjoint(own)}
        strange = _unknown(book, {page.language: words})[page.language]
        if (
            len(strange) * 2 > len(WORD.findall(match[1]))
            and _unknown(book, {elsewhere: strange})[elsewhere] != strange
        ):
            yield match


@rule("foreign-unmarked", "Words in italics of the other language without their language")
def foreign_unmarked(book: Book) -> Iterator[Fault]:
    """A screen reader says *eigen kracht* with English sounds. Write *eigen kracht*{lang=nl}."""
    for page in book.pages.values():
        own = _known_here(book, page.language)
        for number, line in page.lines:
            for match in _strange_italics(book, page, line, own):
                remedy = f"write *{match[1]}*{{lang={book.other(page.language)}}}"
                yield page.source, number, f"{match[1]!r} seems to be in the other language", remedy


@rule("glossary-form", "The glossary is not in order, gives one form to two terms, or lacks a full stop")
def glossary_form(book: Book) -> Iterator[Fault]:
    """One word can be explained in one way only."""
    text = book.data_text(GLOSSARY)
    lines = {
        match[1]: text.count("\n", 0, match.start()) + 1 for match in re.finditer(r"^- id: (\S+)", text, re.MULTILINE)
    }
    for language in book.languages:
        owner: dict[str, str] = {}
        for term in book.glossary.terms:
            for form in term.wording[language].forms:
                if owner.setdefault(form.lower(), term.id) != term.id:
                    message = f"the form {form!r} belongs to {owner[form.lower()]} too"
                    yield GLOSSARY, lines.get(term.id, 1), message, "leave it with one of them"
            if not term.wording[language].definition.strip().endswith("."):
                yield (
                    GLOSSARY,
                    lines.get(term.id, 1),
                    f"the definition of {term.id} has no full stop",
                    "end it with one",
                )
    first = book.languages[0]
    order = [alphabetical(term.wording[first].term) for term in book.glossary.terms]
    for above, term, before, word in zip(book.glossary.terms, book.glossary.terms[1:], order, order[1:], strict=False):
        if word < before:
            words = f"{term.wording[first].term!r} below {above.wording[first].term!r}"
            yield (
                GLOSSARY,
                lines.get(term.id, 1),
                f"{term.id} stands out of order, {words}",
                f"sort the terms by their {book.in_english(first)} word",
            )
