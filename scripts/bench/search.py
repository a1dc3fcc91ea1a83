"""`python -m scripts.bench.search`: how well search answers, how fast and how heavy, beside others with the same text.

Others find pages, not passages, so beside them an answer counts when its page is found; the first table counts
passages as the queries ask for them.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from scripts.bench import LANGUAGES
from scripts.bench.larger import write_larger
from scripts.bench.running import empty, run
from scripts.bench.stock import build_stock, write_stock
from scripts.bench.tools.sets import environment
from scripts.bench.weights import weight
from scripts.book import Book, Language, read_book
from scripts.build import ROOT, build
from scripts.hosting import hosting
from scripts.search.__main__ import summary
from scripts.search.asking import asking, search_address, searching
from scripts.search.index import search_files
from scripts.search.queries import Measured, Query, Result, rank, read_queries, totals

QUERIES = ROOT / "tests" / "search"
TEST_SETS = ("nl-test.tsv", "en-test.tsv")
TUNED = ("nl.tsv", "en.tsv", "nl-strangers.tsv", "en-strangers.tsv")
WITHOUT: Mapping[str, list[str]] = {
    "stems": ["stem"], "compounds": ["compound"], "synonyms": ["synonym"], "typos": ["typo"], "prefixes": ["prefix"],
    "questions": ["asked"],
}  # fmt: skip
SHOWN = 10
TIMES = 50
Ask = Callable[[Query], list[Result]]

STOCK = """async query => {
  const box = document.querySelector('.md-search__input');
  const list = document.querySelector('.md-search-result__list');
  const meta = document.querySelector('.md-search-result__meta');
  document.querySelector('#__search').checked = true;
  box.focus();
  box.value = query;
  const before = meta.textContent;
  box.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
  for (let wait = 0; wait < 40; wait += 1) {
    await new Promise(done => setTimeout(done, 25));
    if (wait > 5 && (meta.textContent !== before || wait > 20)) break;
  }
  return [...list.querySelectorAll('a.md-search-result__link')].map(a => a.href);
}"""
PAGEFIND = """async query => {
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  const found = await pagefind.search(query);
  return (await Promise.all(found.results.slice(0, 10).map(result => result.data()))).map(data => data.url);
}"""
TYPED = """async queries => {
  const turn = () => new Promise(done => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  const box = document.querySelector('#q');
  const outcome = document.querySelector('[data-search-outcome]');
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      box.value = query.slice(0, end);
      const start = performance.now();
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      while (outcome.dataset.searchState === 'loading') await turn();
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.search", description=__doc__)
    parser.add_argument("--fresh", type=Path, help="a folder of queries that nobody has looked at: *.tsv")
    fresh = parser.parse_args(arguments).fresh
    queries = [query for name in TEST_SETS for query in read_queries(QUERIES / name, LANGUAGES)]
    book = read_book(ROOT)
    folder = empty(ROOT / ".cache" / "bench-search")
    build(folder / "site")
    with searching(folder / "site") as (browser, base):
        sets = {
            "to tune with": [QUERIES / name for name in TUNED],
            "to judge with": [QUERIES / name for name in TEST_SETS],
        }
        if fresh:
            sets["fresh"] = sorted(fresh.glob("*.tsv"))
        for name, files in sets.items():
            some = [query for file in files for query in read_queries(file, LANGUAGES)]
            print(
                f"{name}, by class\n" + "\n".join(summary(measured(ours(browser, base, book, []), some, book))) + "\n"
            )
        print(f"passages and pages, held-out sets, {len(queries)} queries")
        for name, without in {"this search": [], **{f"without {key}": tiers for key, tiers in WITHOUT.items()}}.items():
            report(name, measured(ours(browser, base, book, without), queries, book))
        nonsense = read_queries(QUERIES / "nonsense.tsv", LANGUAGES)
        empty_ones = [each.right for each in measured(ours(browser, base, book, []), nonsense, book)]
        print(f"{'made-up words':20} {sum(empty_ones)} of {len(empty_ones)} find nothing")
        print("\npages only")
        report("this search", measured(ours(browser, base, book, []), queries, book, pages_only=True))
        for name, ask in others(browser, book, folder):
            report(name, measured(ask, queries, book, pages_only=True))
        print()
        print_speed(browser, base, book, queries)
        print_weight(folder / "site")
        print_large(browser, folder)
    return 0


def report(name: str, some: list[Measured]) -> None:
    each = "   ".join(f"{lang} {totals([m for m in some if m.query.language == lang])}" for lang in LANGUAGES)
    print(f"{name:20} {each}", flush=True)


def measured(ask: Ask, queries: list[Query], book: Book, *, pages_only: bool = False) -> list[Measured]:
    found = [(query, ask(query)) for query in queries]
    if not pages_only:
        return [Measured(query, rank(query, some, book), len(some)) for query, some in found]
    return [Measured(query, page_rank(query, some, book), len(some)) for query, some in found]


def page_rank(query: Query, found: list[Result], book: Book) -> int:
    """The rank of the first right page among the pages found, each counted once."""
    pages = {passage.id: page for page in book.in_language(query.language) for passage in page.passages}
    by_path = {page.path.removesuffix(".md").removesuffix("/index"): page for page in book.in_language(query.language)}
    right = {
        page.address
        for answer in query.answers
        if (page := pages.get(answer) or by_path.get(answer.removesuffix("/index")))
    }
    order = list(dict.fromkeys(address for address, _ in found))
    return next((place for place, address in enumerate(order, start=1) if address in right), 0)


def ours(browser: Browser, base: str, book: Book, without: list[str]) -> Ask:
    """Asks the engine in a browser, with parts of it switched off."""
    by_language: dict[Language, Ask] = {
        language: asking(browser.new_page(), base, book, language, without) for language in LANGUAGES
    }
    return lambda query: by_language[query.language](query)


def others(browser: Browser, book: Book, folder: Path) -> Iterator[tuple[str, Ask]]:
    """Stock Material, and Pagefind over the same pages; their addresses turned into ours."""
    write_stock(book, folder / "stock")
    build_stock(folder / "stock")
    site = folder / "stock" / "site"
    python = environment(ROOT)
    run(python, "-m", "pagefind_bin", "--site", site, "--root-selector", "article")
    ours_of = {
        ("/" if page.language == "nl" else "/en/")
        + page.path.removesuffix("index.md").removesuffix(".md").rstrip("/"): page
        for page in book.pages.values()
    }
    addresses = {path.rstrip("/") or "/": page.address for path, page in ours_of.items()}

    def with_script(script: str) -> Ask:
        def ask(query: Query) -> list[Result]:
            page = browser.new_page()
            page.goto(hosted.base + ("/" if query.language == "nl" else "/en/"))
            hrefs: list[str] = page.evaluate(script, query.text)
            page.close()
            paths = [urlsplit(href).path.rstrip("/") or "/" for href in hrefs]
            return [(addresses[path], "") for path in paths if path in addresses][:SHOWN]

        return ask

    with hosting(site) as hosted:
        yield "stock Material", with_script(STOCK)
        yield "Pagefind", with_script(PAGEFIND)


def print_speed(browser: Browser, base: str, book: Book, queries: list[Query]) -> None:
    """From a key to the results, on the search page, as one types."""
    for language in LANGUAGES:
        page = browser.new_page()
        page.goto(base + search_address(book, language))
        page.wait_for_load_state("networkidle")
        typed = [query.text for query in queries if query.language == language and query.kind == "word"][:15]
        times: list[float] = page.evaluate(TYPED, typed)
        later = sorted(times[1:])
        print(
            f"{language} from a key to the results: first {times[0]:.0f} ms; {len(later)} later ones: "
            f"median {statistics.median(later):.1f} ms, 95th percentile {later[int(len(later) * 0.95)]:.1f} ms"
        )
        page.close()


def print_weight(site: Path) -> None:
    scripts = sorted((site / "assets" / "scripts").glob("search*.js"))
    code = sum(weight(file.read_bytes()) for file in scripts)
    for language in LANGUAGES:
        (index,) = (site / "search").glob(f"{language}.*.json")
        size = weight(index.read_bytes())
        print(f"{language} index {size:,} + code {code:,} = {size + code:,} bytes with Brotli 11")


def print_large(browser: Browser, folder: Path) -> None:
    """The same in a book of many times the text: what the first result costs, and a query."""
    write_larger(ROOT, folder / "larger", TIMES)
    larger = read_book(folder / "larger")
    site = folder / "large-site"
    shutil.copytree(folder / "site", site)
    files = search_files(larger, "nl")
    for name, text in files.items():
        (site / name).write_text(text, encoding="utf-8")
    page_file = site / "zoeken" / "index.html"
    (old,) = (path.name for path in (folder / "site" / "search").glob("nl.*.json"))
    html = page_file.read_text(encoding="utf-8")
    page_file.write_text(html.replace(old, next(iter(files)).rsplit("/", 1)[-1]), encoding="utf-8")
    with hosting(site) as hosted:
        page = browser.new_page()
        page.goto(hosted.base + search_address(larger, LANGUAGES[0]))
        page.wait_for_load_state("networkidle")
        first: list[float] = page.evaluate(TYPED, ["wijkteam"])
        asked = {path.lstrip("/") for path in hosted.asked if path.startswith("/search/")}
        size = sum(weight((site / path).read_bytes()) for path in asked)
        typed = ["gemeente", "huisbezoek", "mantelzorg", "eigen kracht", "bezuiniging"]
        fetching: list[float] = page.evaluate(TYPED, typed)
        fetched: list[float] = page.evaluate(TYPED, typed)
        print(
            f"{TIMES} times the text, {sum(map(len, files.values())) / 1e6:.1f} MB of index in {len(files)} files: "
            f"first word after {size:,} bytes, {max(first):.0f} ms at most a key; {len(typed)} more words: "
            f"{_spread(fetching)} while parts are fetched, {_spread(fetched)} once they are there"
        )
        page.close()


def _spread(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} ms, 95th percentile {sorted(times)[int(len(times) * 0.95)]:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
