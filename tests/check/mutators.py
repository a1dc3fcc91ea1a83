"""Careless edits of the book itself, each made in a copy; `python -m tests.check.mutators SEED` tries others."""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.build import ROOT
from tests.check.corpus import found

Mutator = Callable[[str, random.Random], str | None]
"""Gives the changed text of a chapter; None where there is nothing to change."""


def _choose(pattern: str, text: str, rng: random.Random) -> re.Match[str] | None:
    body = text.index("\n---\n", 4)
    matches = list(re.compile(pattern, re.MULTILINE).finditer(text, body))
    return rng.choice(matches) if matches else None


def _replace(match: re.Match[str] | None, text: str, new: str) -> str | None:
    return None if match is None else text[: match.start()] + new + text[match.end() :]


def change_amount(text: str, rng: random.Random) -> str | None:
    match = _choose(r"\b\d[\d.,]*(?= (?:miljard|billion|procent|per cent|euro))", text, rng)
    return _replace(match, text, "97") if match else None


def change_year(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<=[a-z] )(?:19|20)\d\d\b(?![^\n]*\[@)", text, rng)
    return _replace(match, text, "1987") if match else None


def drop_note_mark(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"\[\^[\w-]+\](?!:)", text, rng), text, "")


def drop_note(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"^\[\^[\w-]+\]:.*\n", text, rng), text, "")


def rename_passage(text: str, rng: random.Random) -> str | None:
    match = _choose(r"^\{ #([a-z]\d*)(-x?\d+)? \}", text, rng)
    return _replace(match, text, f"{{ #{match[1]}-77 }}") if match else None


def drop_passage_id(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"^\{ #[a-z]\d*[-x\d]* \}\n", text, rng), text, "")


def swap_passages(text: str, rng: random.Random) -> str | None:
    ids = re.findall(r"^\{ #([a-z]\d*[-x\d]*) \}$", text, re.MULTILINE)
    if len(ids) < 2:
        return None
    index = rng.randrange(len(ids) - 1)
    one, two = ids[index], ids[index + 1]
    return text.replace(f"{{ #{one} }}", "\0").replace(f"{{ #{two} }}", f"{{ #{one} }}").replace("\0", f"{{ #{two} }}")


def break_link(text: str, rng: random.Random) -> str | None:
    match = _choose(r"\]\(([^)#]*\.md)(#[\w-]+)?\)", text, rng)
    return _replace(match, text, f"]({match[1]}#nergens)") if match else None


def drop_list_item(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"^- .*\n", text, rng), text, "")


def drop_heading(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"^## .*\n\n", text, rng), text, "")


def misspell_citation(text: str, rng: random.Random) -> str | None:
    match = _choose(r"\[@([\w-]+)", text, rng)
    return _replace(match, text, f"[@{match[1]}x") if match else None


def double_word(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<= )(de|het|een|the|of|a) (?=[a-z])", text, rng)
    return _replace(match, text, f"{match[1]} {match[1]} ") if match else None


def misspell_word(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<= )[a-z]{9,}(?=[ .,])", text, rng)
    return _replace(match, text, f"{match[0][:4]}qx{match[0][4:]}") if match else None


def straighten_quote(text: str, rng: random.Random) -> str | None:
    return _replace(_choose("[‘’]", text, rng), text, "'")


def unclose_emphasis(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<= )([a-z]{4,}) (?=[a-z])", text, rng)
    return _replace(match, text, f"**{match[1]} ") if match else None


def empty_a_paragraph(text: str, rng: random.Random) -> str | None:
    match = _choose(r"^(?![-#{\[>|!/ ]).{200,}\n", text, rng)
    return _replace(match, text, "Kort.\n") if match else None


def change_word(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<= )(?:niet|not|altijd|always|vaak|often|nooit|never)(?= )", text, rng)
    return _replace(match, text, "soms" if match and match[0] in {"niet", "altijd", "vaak", "nooit"} else "sometimes")


def break_address(text: str, rng: random.Random) -> str | None:
    match = _choose(r"\]\(([\w./-]+\.md)", text, rng)
    return _replace(match, text, "](https://[bad") if match else None


def space_before_note_mark(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<=\w\.)\[\^[\w-]+\](?!:)", text, rng)
    return _replace(match, text, f" {match[0]}") if match else None


def add_emoji(text: str, rng: random.Random) -> str | None:
    match = _choose(r"(?<=[a-z])\. (?=[A-Z])", text, rng)
    return _replace(match, text, " 🚀. ")


def change_heading(text: str, rng: random.Random) -> str | None:
    match = _choose(r"^## (?=.* \{ #)", text, rng)
    return _replace(match, text, "## In 1987: ")


def leave_conflict(text: str, rng: random.Random) -> str | None:
    return _replace(_choose(r"^\n(?=[A-Z])", text, rng), text, "\n<<<<<<< HEAD\n")


MUTATORS: tuple[Mutator, ...] = (
    change_amount, change_year, drop_note_mark, drop_note, rename_passage, drop_passage_id, swap_passages, break_link,
    drop_list_item, drop_heading, misspell_citation, double_word, misspell_word, straighten_quote, unclose_emphasis,
    empty_a_paragraph, change_word, break_address, space_before_note_mark, add_emoji, change_heading, leave_conflict,
)  # fmt: skip


def copy_book(target: Path) -> Path:
    """The sources of the book, with the locks."""
    shutil.copytree(ROOT / "docs", target / "docs")
    shutil.copytree(ROOT / "overrides", target / "overrides")
    for lock in ("permalinks.lock", "translations.lock"):
        shutil.copy(ROOT / lock, target / lock)
    return target


def mutate(root: Path, mutator: Mutator, rng: random.Random) -> tuple[Path, str] | None:
    """Changes one file of a copy; gives the file and its old text, or None if nothing could be changed."""
    files = sorted((root / "docs").glob("[ne][ln]/**/*.md"))
    rng.shuffle(files)
    for file in files:
        text = file.read_text(encoding="utf-8")
        changed = mutator(text, rng)
        if changed is not None and changed != text:
            file.write_text(changed, encoding="utf-8")
            return file, text
    return None


def main() -> int:
    rng = random.Random(sys.argv[1] if len(sys.argv) > 1 else None)  # noqa: S311 - not for secrets
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        root = copy_book(Path(name) / "book")
        for mutator in MUTATORS:
            changed = mutate(root, mutator, rng)
            findings = found(root)
            print(f"{mutator.__name__}: {findings[:3] or 'MISSED'}")  # noqa: T201
            missed += not findings
            if changed:
                changed[0].write_text(changed[1], encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
