"""The search index of one language: worked out at build time, in files with a mark of their contents in their names.

A small book is one file: its texts, of which the browser counts the words itself. A large one is a file with what every
query needs (pages, vocabulary, synonyms), and parts that a query fetches: where words stand, by alphabet, and texts.

Shape of the file (see docs/assets/scripts/search-engine.js, which reads it):
    stemmer, stop              how to strip a word; words that say nothing beside others
    months, numbers, ordinals  in words; numbers from nought, ordinals from the first
    sounds                     [pattern, replacement]: what is left of words that sound alike is the same
    inflections, irregular     [pattern, replacement] from a stem to another of the same word; word → forms that
                               no rule makes
    pages                      [address, title, place in the book, path, 0 if it is about the site itself]
    heads, passages            headings; [page, id, heading]
    compounds                  word → its parts
    synonyms, foreign          [names, what the book says, where it leads]; [name in the other language, own term]
    labels                     words for the box in the head of a page
    chiefs                     [term, passage that says most of it]
    terms                      [term, id in the glossary, 1 if the text uses it, its other names]
    asked                      file of how people ask: [passage, or -1 for none; words of each question]; empty
                               if nobody wrote any
    more                       file of what few queries need: definitions, by id; [source or figure, its passages]; more
                               synonyms
    texts, notes               of each passage; of a large book instead
    vocabulary, shards, chunks, size   words; [first word, file]; files of texts, of `size` passages each
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scripts.book import Book, Language, Page, Passage
from scripts.book.asked import NOWHERE
from scripts.book.bibliography import Source, authors
from scripts.book.figures import Timeline
from scripts.book.glossary import Term
from scripts.book.index_of_terms import IndexEntry, index_of_terms
from scripts.book.kept import code_of, kept
from scripts.book.labels import fill
from scripts.book.writing import compact_json, marked_name
from scripts.search.compounds import split_all
from scripts.search.stems import stemmer, stemming
from scripts.search.words import fold, pieces, words

LARGE = 300_000
"""Letters of text; a larger book comes in parts."""
SHARD = 60_000
"""Letters of one part of a large book."""
TELLING = 8
"""Letters of a word that by itself tells which page is meant."""
SHORTEST = 4
"""Letters of a word for which the browser fetches more, as docs/assets/scripts/search-engine.js has it."""
LABELS = {"all": "search_all", "one": "search_all_one", "empty": "search_empty", "addition": "addition"}
"""What the box says."""
CHUNK = 4
"""Passages whose texts are one part."""


@dataclass(frozen=True)
class Row:
    page: Page
    passage: Passage
    note: str
    beside: tuple[str, ...]
    """What its notes cite (authors, title and year), and the words of a figure below it."""


def search_files(book: Book, language: Language) -> dict[str, str]:
    """Every file of a language's index, by its path in the site; the first is the one that pages name."""
    made = kept(
        book.root,
        "search",
        _ingredients(book, language),
        lambda: compact_json(_Builder(book, language).files()).encode(),
    )
    files: dict[str, str] = json.loads(made)
    return files


def _ingredients(book: Book, language: Language) -> Iterator[str]:
    """All that an index is made of: the texts of its language, and what the other calls a page."""
    yield code_of(Path(__file__).parent, Path(__file__).parents[1] / "book")
    locale = book.locales[language]
    yield repr((language, LARGE, SHARD, CHUNK, book.contents, book.glossary, book.synonyms, book.asked))
    yield repr((locale.about, locale.labels, locale.searching, locale.checking.numbers, locale.months))
    for page in book.in_language(language):
        twin = book.counterpart(page)
        yield repr((page.address, page.title, page.headings, page.passages, page.notes, twin and twin.title))


class _Builder:
    def __init__(self, book: Book, language: Language) -> None:
        self.book, self.language = book, language
        self.locale = book.locales[language]
        self.searching = self.locale.searching
        self.stemmer = stemmer(self.searching.stemmer)
        self.stem = stemming(self.searching.stemmer)
        self.stop = self.searching.stop
        self.rows = [
            Row(page, passage, _notes(page, passage), (*self._cited(page, passage), *self._shown(page, passage)))
            for page in book.in_language(language)
            for passage in page.passages
        ]
        self.pages = list({row.page.path: row.page for row in self.rows}.values())

    @cached_property
    def vocabulary(self) -> list[str]:
        return sorted({word for row in self.rows for word in words(f"{row.passage.text} . {row.note}")})

    def files(self) -> dict[str, str]:
        core = self._core()
        parts: dict[str, str] = {}
        lay = [[entry.words, entry.also, entry.leads] for entry in self.book.synonyms.lay[self.language]]
        later = list(self._of_names(self._is_foreign_to_book))
        more = {"definitions": self._definitions(), "sources": list(self._sources()), "synonyms": later + lay}
        core["more"] = self._add(parts, more, kind="more.")
        asked = list(self._asked())
        core["asked"] = self._add(parts, asked, kind="asked.") if asked else ""
        if sum(len(row.passage.text) for row in self.rows) < LARGE:
            core["texts"] = [row.passage.text for row in self.rows]
            core["notes"] = [row.note for row in self.rows]
        else:
            core["vocabulary"] = " ".join(self.vocabulary)
            core["size"] = CHUNK
            core["chunks"] = [self._add(parts, chunk) for chunk in self._chunks()]
            core["shards"] = [[first, self._add(parts, shard)] for first, shard in self._shards()]
        text = compact_json(core)
        return {_name(self.language, text): text, **parts}

    def _add(self, parts: dict[str, str], content: Any, kind: str = "") -> str:
        text = compact_json(content)
        name = _name(f"{kind}{self.language}", text)
        parts[name] = text
        return name.rsplit("/", 1)[-1]

    def _core(self) -> dict[str, Any]:
        order = {page.path: index for index, page in enumerate(self.pages)}
        titles = {(row.page.path, heading.id): heading.text for row in self.rows for heading in row.page.headings}
        head_of = [titles.get((row.page.path, row.passage.heading or ""), "") for row in self.rows]
        heads = list(dict.fromkeys(["", *head_of]))
        at = {head: index for index, head in enumerate(heads)}
        return {
            "stemmer": self.stemmer.data(),
            "stop": self.stop,
            "sounds": self.searching.sounds,
            "inflections": self.searching.inflections,
            "irregular": self.searching.irregular,
            "months": [month.lower() for month in self.locale.months],
            "numbers": [fold(word) for word in self.locale.checking.numbers.words],
            "ordinals": [fold(word) for word in self.searching.ordinals],
            "pages": [
                [page.address, page.title, self._place(page), page.path, int(page.kind != "site")]
                for page in self.pages
            ],
            "heads": heads,
            "passages": [
                [order[row.page.path], row.passage.id, at[h]] for row, h in zip(self.rows, head_of, strict=True)
            ],
            "compounds": {word: " ".join(parts) for word, parts in sorted(self._compounds().items())},
            "synonyms": [
                entry for entry in self._of_names(lambda name: not self._is_foreign_to_book(name)) if entry[0]
            ],
            "foreign": list(self._foreign()),
            "chiefs": list(self._chiefs()),
            "labels": {key: self.book.labels[self.language][name] for key, name in LABELS.items()},
            "terms": [
                [term.wording[self.language].term, term.id, int(term in self._terms), self._names(term)]
                for term in self.book.glossary.sorted(self.language)
            ],
        }

    def _asked(self) -> Iterator[list[Any]]:
        order = {NOWHERE: -1, **{row.passage.id: at for at, row in enumerate(self.rows)}}
        for name, questions in self.book.asked.get(self.language, {}).items():
            telling = (" ".join(sorted({w for w in words(each) if w not in self.stop})) for each in questions)
            yield [order[name], sorted({each for each in telling if each})]  # in an order that packs well

    def _names(self, term: Term) -> list[str]:
        """What a term is called beside its own name, each stem once; `foreign` has its names in the other language."""
        wording = term.wording[self.language]
        names = [wording.term, *wording.forms, *filter(None, [term.full.get(self.language)])]
        firsts = {self._said(name): name for name in reversed(names)}
        return [name for name in dict.fromkeys(names) if firsts[self._said(name)] == name != wording.term]

    def _definitions(self) -> dict[str, str]:
        return {term.id: term.wording[self.language].definition for term in self.book.glossary.terms}

    def _shown(self, page: Page, passage: Passage) -> Iterator[str]:
        for mark in page.figures:
            above = [each.id for each in page.passages if each.line < mark.line]
            if above[-1:] == [passage.id] and mark.name in self.book.figures:
                texts = self.book.figures[mark.name].texts()
                yield " · ".join([mark.caption, *(text[self.language] for text in texts), *self._years(mark.name)])

    def _years(self, figure: str) -> list[str]:
        drawn = self.book.figures[figure].drawn
        dates = [event.date[:4] for event in drawn.events] if isinstance(drawn, Timeline) else []
        return list(dict.fromkeys(dates))

    def _cited(self, page: Page, passage: Passage) -> tuple[str, ...]:
        notes = {note.label: note for note in page.notes}
        keys = [key for label in passage.notes if label in notes for key in notes[label].citations]
        found = (self.book.bibliography.by_id.get(key.partition(",")[0]) for key in dict.fromkeys(keys))
        return tuple(_called(source) for source in found if source)

    def _sources(self) -> Iterator[list[Any]]:
        """Each source with the passages that cite it, and each figure with the passage above it."""
        places: dict[str, list[int]] = {}
        for at, row in enumerate(self.rows):
            for text in row.beside:
                places.setdefault(text, []).append(at)
        yield from ([text, passages] for text, passages in places.items())

    def _place(self, page: Page) -> str:
        entry = page.entry
        if entry and entry.beacon:
            return fill(self.book.labels[self.language]["beacon"], number=entry.beacon)
        return entry.number if entry else ""

    def _compounds(self) -> dict[str, tuple[str, ...]]:
        forms = [word for form in self.book.glossary.forms(self.language) for word in words(form)]
        reviewed = self.book.synonyms.compounds[self.language]
        links = self.searching.links
        found = split_all(self.vocabulary, forms, self.stem, reviewed, links) if links else dict(reviewed)
        for row in self.rows:
            for word, parts in pieces(f"{row.passage.text} . {row.note}"):
                found.setdefault(word, tuple(parts))
        return {word: parts for word, parts in found.items() if parts}

    def _of_names(self, wanted: Callable[[str], bool]) -> Iterator[list[Any]]:
        """The synonyms, each with those of its names that are wanted."""
        for names, *told in self._synonyms():
            if some := [name for name in names if wanted(name)]:
                yield [some, *told]

    def _is_foreign_to_book(self, name: str) -> bool:
        """Whether it has a word that no text has: a query with it makes the browser fetch more."""
        return any(len(word) >= SHORTEST and self.stem(word) not in self._stems for word in words(name))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(self.stem, self.vocabulary))

    def _synonyms(self) -> Iterator[list[Any]]:
        """The reviewed list, and what pages are called in the other language. The browser adds the terms' names."""
        for entry in self.book.synonyms.entries[self.language]:
            yield [entry.words, entry.also, list(entry.leads)]
        for entry in self.book.synonyms.entries[self.book.other(self.language)]:
            if entry.leads:
                yield [entry.words, [], list(entry.leads)]
        yield from self._titles_elsewhere()

    def _titles_elsewhere(self) -> Iterator[list[Any]]:
        """What a page is called in the other language, and the long words of that if no other page has them."""
        pages = [there for page in self.pages if (there := self.book.counterpart(page))]
        often = Counter(word for page in pages for word in set(words(page.title)))
        for page in pages:
            names = [word for word in words(page.title) if len(word) >= TELLING and often[word] == 1]
            yield [[page.title, *names], [], [page.path]]

    def _said(self, name: str) -> str:
        return " ".join(self.stem(word) for word in words(name) if word not in self.stop and not word.isdigit())

    def _foreign(self) -> Iterator[list[str]]:
        """What the other language calls a term, if this one does not say so too."""
        elsewhere = self.book.other(self.language)
        own = {" ".join(words(form)) for form in self.book.glossary.forms(self.language)}
        for term in self.book.glossary.sorted(self.language):
            there = term.wording[elsewhere]
            names = [there.term, *there.forms, *filter(None, [term.full.get(elsewhere)])]
            for name in dict.fromkeys(" ".join(words(name)) for name in names):
                if name not in own:
                    yield [name, term.wording[self.language].term]

    @cached_property
    def _entries(self) -> tuple[IndexEntry, ...]:
        return index_of_terms(self.book, self.language)

    @cached_property
    def _terms(self) -> list[Any]:
        used = {entry.term.id for entry in self._entries}
        return [term for term in self.book.glossary.sorted(self.language) if term.id in used]

    def _chiefs(self) -> Iterator[list[Any]]:
        order = {(row.page.path, row.passage.id): index for index, row in enumerate(self.rows)}
        for entry in self._entries:
            for place in entry.places:
                if place.chief or len(entry.places) == 1:
                    yield [entry.words, order[place.page.path, place.passage.id]]

    def _chunks(self) -> Iterator[list[list[str]]]:
        for start in range(0, len(self.rows), CHUNK):
            yield [[row.passage.text, row.note] for row in self.rows[start : start + CHUNK]]

    def _shards(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Where each word stands, in runs of the alphabet of about one size."""
        counts: tuple[dict[str, dict[int, int]], ...] = ({}, {})
        for index, row in enumerate(self.rows):
            for kind, text in enumerate((row.passage.text, row.note)):
                for word, count in Counter(words(text)).items():
                    counts[kind].setdefault(word, {})[index] = count
        shard: dict[str, str] = {}
        for word in self.vocabulary:
            shard[word] = "|".join(_packed(kind.get(word, {})) for kind in counts).rstrip("|")
            if sum(map(len, shard.values())) > SHARD:
                yield next(iter(shard)), shard
                shard = {}
        if shard:
            yield next(iter(shard)), shard


def _notes(page: Page, passage: Passage) -> str:
    """The notes of a passage, with the places in what they cite: `art. 2.3.2`."""
    texts = {note.label: " ".join(filter(None, [note.text, *note.locators])) for note in page.notes}
    return " ".join(texts[label] for label in dict.fromkeys(passage.notes) if label in texts)


def _called(source: Source) -> str:
    """A source as people ask for it."""
    names = ", ".join(author.family for author in authors(source.csl))
    return " ".join(filter(None, [names, str(source.csl.get("title", "")), source.year]))


def _packed(places: dict[int, int]) -> str:
    """Passages counted each from the one before, to the base of 36; behind a full stop how often, if more than once."""
    entries, last = [], 0
    for place, count in sorted(places.items()):
        entries.append(_base36(place - last) + (f".{_base36(count)}" if count > 1 else ""))
        last = place
    return " ".join(entries)


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
        if not number:
            return text


def _name(language: Language, text: str) -> str:
    return marked_name(f"search/{language}.json", text.encode())
