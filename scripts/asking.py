"""What a command was not told: asked of whoever sits at a terminal, else said with the whole command."""

from __future__ import annotations

import argparse
import sys


class NotGivenError(Exception):
    """Nothing was done. Says what was not given, and the command that gives it."""


def ask(question: str, otherwise: str) -> str:
    """The answer, never empty; raises NotGivenError where nobody answers."""
    if not sys.stdin.isatty():
        raise NotGivenError(otherwise)
    try:
        answer = input(question).strip()
    except EOFError:
        answer = ""
    if not answer:
        raise NotGivenError(otherwise)
    return answer


def word(text: str) -> tuple[str, str]:
    """Of `nl=De Zorgwet`, for argparse: the language and its text."""
    language, equals, words = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} names no language: nl=…")
    return language, words
