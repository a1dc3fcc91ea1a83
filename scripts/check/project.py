"""Rules about what the site is made with: templates, style sheets, scripts, and the lists of packages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from scripts.book import Book
from scripts.book.kept import keep, kept_at, read_kept, versions_of
from scripts.check.findings import Fault, rule

CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$|\|{7} )", re.MULTILINE)
"""What git leaves where it could not merge."""
SCRIPTS = ("docs/assets/scripts/*.js", "overrides/**/*.js")
UNIX = re.compile(r"^(.+?):(\d+):\d+: (.*) \[Error", re.MULTILINE)
"""A line of oxlint's: path, line, column and what is wrong."""
MADE_WITH = ("overrides/**/*", "docs/assets/**/*", "scripts/**/*.py", "*.txt", "*.toml", "*.yml", "Makefile")
TEXTS = {".html", ".js", ".css", ".svg", ".xml", ".typ", ".py", ".txt", ".toml", ".yml", ""}


@rule("conflict", "Marks of a conflict in a template, a script, a style sheet or a list", stops=True)
def conflict(book: Book) -> Iterator[Fault]:
    """Browsers skip what they can't read, so half a style sheet or script may go without a word."""
    for path, text in _made_with(book.root):
        if match := CONFLICT.search(text):
            line = text.count("\n", 0, match.start()) + 1
            yield path, line, f"{match[0].strip()!r} was left by a merge", "choose one of both, and take the marks out"


@rule("template-form", "A template that can't be read", stops=True)
def template_form(book: Book) -> Iterator[Fault]:
    """A block that is not closed: no page would be made of it."""
    environment = Environment(autoescape=True)
    for template in book.templates:
        if template.path.endswith(".js"):
            continue
        read = kept_at(book.root, "templates-read", (versions_of("jinja2"), template.text))
        if read_kept(read) is not None:
            continue
        try:
            environment.parse(template.text)
            keep(read, b"")
        except TemplateSyntaxError as error:
            yield template.path, error.lineno, error.message or "can't be read", "mend the template"


@rule("script-form", "A script that can't be read", stops=True)
def script_form(book: Book) -> Iterator[Fault]:
    """A browser runs nothing of it, without a word. Where oxlint is not installed, nothing is found."""
    names = sorted(file.relative_to(book.root).as_posix() for glob in SCRIPTS for file in book.root.glob(glob))
    linter = Path(sys.executable).with_name("oxlint")
    if not names or not linter.exists():
        return
    command = [str(linter), "--allow", "all", "--no-ignore", "--format", "unix", *names]
    run = subprocess.run(command, cwd=book.root, check=False, capture_output=True, encoding="utf-8", errors="replace")  # noqa: S603
    told: set[str] = set()
    for path, line, message in UNIX.findall(run.stdout):
        if path not in told:  # what comes after the first is often more of the same
            yield path, int(line), message, "mend the script"
        told.add(path)


def _made_with(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of each file, in the order of their paths."""
    files = {file for pattern in MADE_WITH for file in root.glob(pattern) if file.suffix in TEXTS and file.is_file()}
    for file in sorted(files):
        yield file.relative_to(root).as_posix(), file.read_text(encoding="utf-8", errors="replace")
