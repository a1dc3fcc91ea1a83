"""The parts of the engine by themselves, on an index of a few sentences: what is asked, meant, ranked and shown."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser

from scripts.book import Book, Language
from scripts.build import ROOT
from scripts.site.assets.bundle import bundle

SCRIPTS = ROOT / "docs" / "assets" / "scripts"
IMPORTED = """async ([text, body, data]) => {
  const module = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  return new Function('module', 'data', `return (async () => ${body})()`)(module, data);
}"""
Run = Callable[..., Any]

INDEX: dict[str, Any] = {
    "stemmer": {"suffixes": [["en", "", 2]], "endings": [["d$", "t"]], "shortest": 4, "rounds": 3},
    "inflections": [["^(.{4,})t$", r"\1"], ["^ge(.{4,})t$", r"\1"]],
    "irregular": {"helpen": ["geholpen"]},
    "stop": ["de", "hoe", "het", "mei", "een"],
    "months": ["januari", "februari", "maart", "april", "mei"],
    "numbers": ["nul", "een", "twee", "drie"],
    "sounds": [["ij", "ei"], ["au", "ou"]],
    "ordinals": ["eerste", "tweede", "derde"],
    "pages": [
        ["/een/", "Eigen kracht", "Baken 1", "one.md", 1],
        ["/twee/", "Het gesprek", "Baken 2", "two.md", 1],
        ["/over/", "Over de site", "", "about.md", 0],
    ],
    "heads": ["", "Aan tafel"],
    "passages": [[0, "b1-1", 0], [1, "b2-1", 1], [1, "b2-2", 0], [2, "ab-x1", 0]],
    "compounds": {"wijkteam": "wijk team"},
    "synonyms": [[["praatje"], ["gesprek"], []], [["thuiszorg"], [], ["two.md"]]],
    "foreign": [["strength", "eigen kracht"]],
    "labels": {},
    "chiefs": [],
    "terms": [["eigen kracht", "own-strength", 1, ["empowerment"]], ["beschermd wonen", "living", 1, []]],
    "more": "more",
    "asked": "asked",
    "texts": [
        "Mensen werken aan wat zij zelf kunnen. Een wijkteam helpt daarbij.",
        "Wie vragen stelt, begint een gesprek aan de keukentafel.",
        "Iemand in het wijkteam kan beschermd blijven wonen.",
        "Mensen die aan deze site werken.",
    ],
    "notes": ["", "", "Tonkens schreef erover.", ""],
}
MORE = {
    "definitions": {"own-strength": "Wat iemand zelf kan."},
    "sources": [["Steyaert Bakens", [1]]],
    "synonyms": [[["baas"], [], ["b2-2"]]],
}
ASKED = [
    [0, ["wat lukt me zonder een ander", "zonder hulp"]],
    [2, ["moet opa naar een tehuis", "opa woont op zichzelf"]],
]
LATER = {"more": MORE, "asked": ASKED}

ASK = "module.engine(data[0], async (name) => data[1][name]).search(data[2])"


@pytest.fixture(scope="module")
def run(browser: Browser) -> Iterator[Run]:
    """Runs an expression with a module of the scripts as `module`, and what is handed over as `data`."""
    page = browser.new_page()
    bundled = cache(bundle)
    yield lambda name, body, data=None: page.evaluate(IMPORTED, [bundled(SCRIPTS / f"{name}.js"), body, data])
    page.close()


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Asks the engine about the few sentences; `changed` are other values in its index, `later` in what it fetches."""

    def asked(query: str, later: dict[str, Any] | None = None, **changed: Any) -> Any:
        index = copy.deepcopy(INDEX) | changed
        return run("search-engine", ASK, [index, LATER | (later or {}), query])

    return asked


def ids(answer: Any) -> list[str]:
    return [result["id"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("gesprek", "gesprek", 0), ("gesprek", "gespreek", 1), ("gesprek", "gepsrek", 1), ("gesprek", "tafel", 3)],
)
def test_letters_to_change_are_counted_and_a_swap_is_one(run: Run, one: str, other: str, expected: int) -> None:
    assert run("search-spelling", "module.distance(...data, 2)", [one, other]) == expected


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("nl", "wethauder", "wethouder"), ("nl", "begelijding", "begeleiding"), ("nl", "buro", "bureau"),
        ("nl", "kwaliteid", "kwaliteit"), ("nl", "inklusie", "inclusie"), ("nl", "desentralisasie", "decentralisaties"),
        ("nl", "liepskie", "lipsky"), ("en", "beurocracy", "bureaucracy"),
        ("en", "sykiatry", "psychiatry"), ("en", "bunick", "bunnik"), ("en", "nayborhood", "neighbourhood"),
        ("en", "welzin", "welzijn"),
    ],
)  # fmt: skip
def test_what_sounds_alike_is_alike(run: Run, book: Book, language: Language, written: str, meant: str) -> None:
    rules = book.locales[language].searching.sounds
    one, other = run("search-spelling", "data[1].map(module.sounding(data[0]))", [rules, [written, meant]])
    assert one == other


def test_a_snippet_shows_the_window_where_the_rarest_words_stand_together(run: Run) -> None:
    text = f"Een gemeente. {'Wat anders. ' * 30}De gemeente betaalt de tolk aan tafel. {'Wat anders. ' * 30}"
    body = "module.snippet(data, '', new Map([['gemeente', 0.1], ['tolk', 1]]))"
    pieces = run("search-snippet", body, text)
    assert pieces[1::2] == ["gemeente", "tolk"]
    assert pieces[0].startswith("… ")
    assert pieces[-1].endswith(" …")
    assert len("".join(pieces)) < 260


def test_words_that_follow_one_another_are_marked_as_one(run: Run) -> None:
    body = "module.snippet('Over eigen kracht, en kracht.', '', new Map([['eigen', 1], ['kracht', 1]]))"
    assert run("search-snippet", body) == ["Over ", "eigen kracht", ", en ", "kracht", "."]


def test_the_note_is_shown_where_it_says_more_than_the_text(run: Run) -> None:
    found = "new Map([['team', 0.2], ['tonkens', 1]])"
    assert run("search-snippet", f"module.snippet('Een team.', 'Tonkens schreef.', {found})")[1] == "Tonkens"
    assert run("search-snippet", f"module.snippet('Een team.', 'Niemand.', {found})")[1] == "team"
    assert run("search-snippet", f"module.snippet('Zonder iets.', '', {found})") == ["Zonder iets."]


UNITS = """(() => {
  const [index, query] = data;
  const store = { has: word => word === '36713' };
  const lexicon = { stop: new Set(index.stop), key: text => text, called: new Map([['baken 2', 0], ['baken 3', 0]]) };
  return module.reader(index, store, lexicon)(query).map(({ word, phrase }) => phrase ?? word);
})()"""


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("hoe het gesprek", ["gesprek"]),
        ("de het", ["de", "het"]),
        ("baken drie", ["baken", "3"]),
        ("derde baken", ["baken", "3"]),
        ("2e baken", ["baken", "2"]),
        ("baken3", ["baken", "3"]),
        ("drie baken", ["drie", "baken"]),
        ("1-4-2015", ["1", "april", "2015"]),
        ("1 mei 2017", ["1", "mei", "2017"]),
        ("in mei", ["in"]),
        ("15-25%", ["15", "25"]),
        ("36 713", ["36", "713"]),
        ("36714", ["36", "714"]),
        ("36713", ["36713"]),
        ("«eigen kracht» -tafel team", [["eigen", "kracht"], "team"]),
        ("“eigen kracht", [["eigen", "kracht"]]),
    ],
)
def test_a_query_falls_apart_in_words_and_phrases(run: Run, query: str, units: list[Any]) -> None:
    assert run("search-query", UNITS, [INDEX, query]) == units


@pytest.mark.parametrize(
    ("query", "tier"),
    [
        ("wijkteam", "exact"), ("gewerkt", "stem"), ("team", "compound"), ("keuken", "prefix"),
        ("praatje", "synonym"),
        ("gesprke", "typo"), ("beschermdwonen", "compound"), ("wijk team", "exact"), ("baas", "synonym"),
        ("steyaert", "exact"),
    ],
)  # fmt: skip
def test_a_word_is_met_in_the_nearest_of_its_meanings(ask: Callable[..., Any], query: str, tier: str) -> None:
    answer = ask(query)
    assert [part["tier"] for result in answer["results"][:1] for part in result["why"]["parts"]][:1] == (
        [tier] if tier else []
    )


def test_more_of_what_is_asked_comes_first_and_pages_about_the_site_last(ask: Callable[..., Any]) -> None:
    assert ids(ask("mensen wijkteam")) == ["b1-1", "b2-2", "ab-x1"]
    assert ids(ask("mensen werken")) == ["b1-1", "ab-x1"]


def test_what_is_not_there_is_said_and_too_little_is_nothing(ask: Callable[..., Any]) -> None:
    assert ask("wijkteam vragen tulpen")["missing"] == ["tulpen"]
    assert ids(ask("mensen tulpen molens")) == []
    assert ids(ask("tulpen")) == []


def test_a_term_that_the_book_explains_is_enough_beside_an_unknown_word(ask: Callable[..., Any]) -> None:
    assert "b2-2" in ids(ask("beschermd wonen tulpen"))


def test_only_related_is_said_with_what_it_is_related_to(ask: Callable[..., Any]) -> None:
    assert ask("praatje")["related"] == ["gesprek"]
    assert ask("thuiszorg")["related"] == ["Het gesprek"]
    assert ask("gesprek")["related"] == []


def test_a_phrase_that_stands_nowhere_is_offered_as_words(ask: Callable[..., Any]) -> None:
    answer = ask('"wijkteam mensen"')
    assert (ids(answer), answer["unquoted"]) == ([], "wijkteam mensen")


def test_what_a_misspelt_word_was_read_for_is_told(ask: Callable[..., Any]) -> None:
    assert ask("gesprke")["suggested"] == "gesprek"


def test_of_words_that_sound_the_same_the_one_written_most_alike_is_meant(ask: Callable[..., Any]) -> None:
    two = [[["wijkhauz"], [], ["b1-1"]], [["weikhauz"], [], ["b2-1"]]]
    assert ids(ask("weikhouz", synonyms=two))[0] == "b2-1"
    assert ids(ask("wijkhouz", synonyms=two)) == ["b1-1"]


def test_a_name_of_the_reviewed_list_is_guessed_as_it_is_written(ask: Callable[..., Any]) -> None:
    assert ask("thuiszrog")["suggested"] == "thuiszorg"
    names = [[["duren"], ["gesprek"], []]]  # whose stem is two letters away
    assert ask("deuren", synonyms=names)["suggested"] == "duren"


def test_a_question_is_met_by_the_word_that_was_meant(ask: Callable[..., Any]) -> None:
    asked = [[0, ["een gesprek"]]]
    assert "b1-1" in ids(ask("gesprke keukentafel", later={"asked": asked}))


def test_words_that_stand_far_apart_are_about_something_else(ask: Callable[..., Any]) -> None:
    assert ids(ask("helpt vragen tonkens")) == []  # each in a passage of its own
    assert ids(ask("vragen gesprek keukentafel tonkens"))[0] == "b2-1"


def test_what_is_asked_of_something_else_finds_nothing_unless_a_passage_says_it_all(ask: Callable[..., Any]) -> None:
    asked = [[-1, ["tonkens vragen om een keukentafel", "radio"]]]
    assert ids(ask("vragen gesprek keukentafel tonkens"))[0] == "b2-1"  # three of the four are there
    assert ids(ask("vragen gesprek keukentafel tonkens", later={"asked": asked})) == []
    assert ids(ask("vragen stelt gesprek begint", later={"asked": asked}))[0] == "b2-1"  # all of it is there
    assert ids(ask("radio", later={"asked": asked})) == []  # that a line has it leads nowhere


def test_a_word_that_people_ask_with_of_something_else_speaks_against_it(ask: Callable[..., Any]) -> None:
    query = "vragen gesprek tonkens molens"
    asked = [[0, ["zonder hulp"]], [-1, ["molens kijken", "oude molens", "molens van hout", "wat malen molens"]]]
    signs = ask(query, later={"asked": asked})["why"]["signs"]
    assert signs["leaning"] > 0
    assert signs["leaning"] > ask(query)["why"]["signs"]["leaning"]
    assert ask(query, later={"asked": asked})["why"]["about"] < ask(query)["why"]["about"]


def test_without_questions_to_compare_with_the_words_decide(ask: Callable[..., Any]) -> None:
    assert "closest" not in ask("vragen gesprek", asked="")["why"]["signs"]
    assert ids(ask("vragen gesprek", asked=""))[0] == "b2-1"
    assert ids(ask("vragen tulpen molens", asked="")) == []


def test_a_term_comes_with_its_definition_in_each_of_its_names(ask: Callable[..., Any]) -> None:
    for name in ("eigen kracht", "empowerment", "strength", "“eigen kracht”"):
        assert ask(name)["terms"] == [["eigen kracht", "own-strength", "Wat iemand zelf kan."]]


def test_without_the_file_of_more_words_the_rest_is_answered(run: Run) -> None:
    body = "module.engine(data[0], async () => { throw new Error('offline'); }).search(data[1])"
    assert ids(run("search-engine", body, [INDEX, "wijkteam tonkens vragen"]))[0] == "b2-2"
    assert ids(run("search-engine", body, [INDEX, "baas"])) == []


def test_a_question_finds_what_it_is_asked_of_though_no_text_has_its_words(ask: Callable[..., Any]) -> None:
    assert ids(ask("moet opa naar het tehuis")) == ["b2-2"]
    assert ids(ask("moet opa naar het tehuis", asked="")) == []


def test_the_nearest_question_is_not_just_one_with_a_word_of_it(ask: Callable[..., Any]) -> None:
    assert ids(ask("paspoort zonder foto aanvragen")) == []
    assert ids(ask("wat lukt er zonder ander"))[0] == "b1-1"


def test_one_word_that_people_ask_with_leads_somewhere(ask: Callable[..., Any]) -> None:
    assert ids(ask("tehuis")) == ["b2-2"]
    assert ask("tehuis")["missing"] == []


def test_what_the_texts_say_weighs_more_than_how_people_ask(ask: Callable[..., Any]) -> None:
    assert ids(ask("gesprek keukentafel opa"))[0] == "b2-1"
