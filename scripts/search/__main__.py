"""`python -m scripts.search explain nl "wijk team"` and `… eval FILE`: in a browser, on the built site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scripts.book import read_book
from scripts.build import ROOT, build
from scripts.search.asking import NoBrowserError, explained, measure, searching
from scripts.search.queries import Measured, QueryError, margin, read_queries, totals


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.search", description="Asks the built site's own search.")
    parser.add_argument("--site", type=Path, help="a built site (default: one is built in .cache/searched)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    explain = verbs.add_parser("explain", help="why each of the first ten came where it did")
    explain.add_argument("language", help="one of the book's")
    explain.add_argument("query")
    explain.set_defaults(run=_explain)
    evaluate = verbs.add_parser("eval", help="the rank of each query's answer, and the totals")
    evaluate.add_argument("file", type=Path, help="lines of query<TAB>language<TAB>page or passage")
    evaluate.set_defaults(run=_evaluate)
    options = parser.parse_args(arguments)
    site = options.site or ROOT / ".cache" / "searched"
    if options.site is None and (code := build(site)):
        return code
    run: Callable[[argparse.Namespace, Path], int] = options.run
    try:
        return run(options, site)
    except (NoBrowserError, QueryError, OSError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2


def _explain(options: argparse.Namespace, site: Path) -> int:
    book = read_book(ROOT)
    if options.language not in book.languages:
        raise QueryError(f"{options.language!r}: the book has {' and '.join(book.languages)}")
    with searching(site) as (browser, base):
        answer = explained(browser.new_page(), base, book, options.language, options.query)
    print("\n".join(account(options.query, answer)))  # noqa: T201
    return 0


def account(query: str, answer: Any) -> list[str]:
    """The engine's answer in lines that a person reads."""
    lines = [f"{query!r}: {answer['count']} passages", *_read(answer)]
    for place, result in enumerate(answer["results"], start=1):
        why = result["why"]
        score = f"units {why['matched']}, worth {why['worth']:.2f}, score {why['sum']:.1f}"
        lines.append(f"{place:2}. {result['id']:8} {result['title']}  ({score})")
        for part in why["parts"]:
            bonus = ", ".join(f"{name} +{value:.2f}" for name, value in part["bonus"].items() if value)
            lines.append(
                f"      {part['unit']!r}: {part['tier']} by {part['by']} = {part['score']:.1f}"
                + (f"  [{bonus}]" if bonus else "")
            )
    return lines


REMARKS = {
    "suggested": "read as", "missing": "not found", "related": "only related, to", "said": "from the other language",
    "unquoted": "without quotes", "nearest": "nearest terms",
}  # fmt: skip


def _enough(why: Any) -> str:
    """Whether passages are shown, and by what signs that is decided."""
    signs = why["signs"]
    told = f"{signs['atOnce']:.0%} of it in one passage, {signs['unfound']:.0%} of its words nowhere"
    if "closest" in signs:
        told += f"; {signs['closest']:.0%} in a question, {signs['elsewhere']:.0%} in one about something else"
    told += f"; likely to be about the book: {why['about']:.0%}"
    if why["enough"]:
        return f"{told}: enough{'' if why['about'] >= why['least'] else ', as half of it are terms'}"
    of_another = signs.get("elsewhere", 0) > signs.get("closest", 0)
    why_not = "people ask it of something else" if of_another else "too little, or only words that could stand anywhere"
    return f"{told}: {why_not}: no passages"


def _read(answer: Any) -> Iterator[str]:
    """What was made of the query, before any passage was ranked."""
    for unit in answer["why"]["units"]:
        kind = "a term" if unit.get("term") else "what the book is about" if unit.get("subject") else "any word"
        yield f"    {unit['unit']!r}: {kind}, in {unit['passages']} passages"
    yield "    " + _enough(answer["why"])
    for key, told in REMARKS.items():
        if found := answer[key]:
            yield f"    {told}: {found if isinstance(found, str) else ', '.join(found)}"
    for term, _, definition in answer["terms"]:
        yield f"    defined: {term}: {definition}"


def _evaluate(options: argparse.Namespace, site: Path) -> int:
    book = read_book(ROOT)
    queries = read_queries(options.file, book.languages)
    with searching(site) as (browser, base):
        measured = measure(browser.new_page(), base, book, queries)
    rows = [
        f"{each.rank or '-'}\t{each.query.language}\t{each.query.text}\t{' '.join(each.query.answers)}\t{each.count}"
        for each in measured
    ]
    print("\n".join([*rows, *summary(measured)]))  # noqa: T201
    return 0


def summary(measured: list[Measured]) -> list[str]:
    """The totals by language and kind, and of what must find nothing."""
    lines = []
    for language in sorted({each.query.language for each in measured}):
        some = [each for each in measured if each.query.language == language]
        lines.append(f"{language:14} {totals(some)}")
        kinds = dict.fromkeys(each.query.kind for each in some if each.query.kind and each.query.answers != ("-",))
        lines += [f"{'  ' + kind:14} {totals([each for each in some if each.query.kind == kind])}" for kind in kinds]
    if nothing := [each for each in measured if each.query.answers == ("-",)]:
        for language in sorted({each.query.language for each in nothing}):
            some = [each for each in nothing if each.query.language == language]
            right = sum(each.right for each in some)
            spread = margin(right / len(some), len(some))
            lines.append(f"{language} nothing     {right} of {len(some)} found nothing, as they must, ±{spread:.2f}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
