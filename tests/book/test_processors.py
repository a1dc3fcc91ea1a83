"""Work is divided over processors where it can be, and done all the same where it can't."""

from __future__ import annotations

import multiprocessing
from typing import Never

import pytest

from scripts.book.processors import spread


def test_what_comes_back_stands_in_the_order_of_what_went_out() -> None:
    assert spread(pow, [2, 3, 4], [2, 2, 2], workers=2, chunk=2) == [4, 9, 16]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "no such file")])
def test_without_shared_memory_one_process_does_it_all(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def refuse(*_: object, **__: object) -> Never:
        raise error

    monkeypatch.setattr(multiprocessing.synchronize.SemLock, "__init__", refuse)
    assert spread(pow, [2, 3], [2, 2], workers=2) == [4, 9]
