"""Measures the project beside others in the same run, as ratios; never a test."""

from pathlib import Path

from scripts.book.languages import read_edition

LANGUAGES = read_edition(Path(__file__).parents[2]).languages
"""Of the book that is measured."""
