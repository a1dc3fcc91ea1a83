"""On the book itself: whatever a careless edit does, the checker tells of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.corpus import found
from tests.check.mutators import MUTATORS, Mutator, copy_book, mutate

pytestmark = pytest.mark.xdist_group("mutators")
"""On one worker: the copy is read once."""

SEED = 2015


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = copy_book(tmp_path_factory.mktemp("mutated") / "book")
    assert found(root) == []
    yield root


@pytest.mark.parametrize("mutator", MUTATORS, ids=lambda mutator: mutator.__name__)
def test_a_careless_edit_is_found(copy: Path, mutator: Mutator) -> None:
    rng = random.Random(f"{SEED}-{mutator.__name__}")  # noqa: S311 - not for secrets
    changed = mutate(copy, mutator, rng)
    assert changed is not None
    file, text = changed
    path = file.relative_to(copy).as_posix()
    try:
        findings = found(copy)
    finally:
        file.write_text(text, encoding="utf-8")
    twin = path.replace("docs/nl/", "docs/en/") if "/nl/" in path else path.replace("docs/en/", "docs/nl/")
    assert [finding for finding in findings if finding.startswith((path, twin))]
