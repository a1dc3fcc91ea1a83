"""Pages of a browser that tests lend each other: starting a reader's browser anew costs more than most tests do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

Opened: TypeAlias = Callable[..., Page]
"""A page for a reader with the options of `Browser.new_context`."""


class Lent:
    """One context for each set of options, with a page that stays open, from which the others are wiped out.

    A test may change its page as it likes; one that changes the context (a route, no network) makes one itself.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, tuple[BrowserContext, Page, CDPSession]] = {}
        self._used: set[str] = set()

    def page(self, **options: Any) -> Page:
        key = json.dumps(options, sort_keys=True)
        if key not in self._contexts:
            context = self._browser.new_context(**options)
            stays = context.new_page()
            self._contexts[key] = context, stays, context.new_cdp_session(stays)
        self._used.add(key)
        return self._contexts[key][0].new_page()

    def wipe(self) -> None:
        """As if nobody had been there: no page, nothing stored, nothing fetched before."""
        for key in self._used:
            context, stays, session = self._contexts[key]
            for page in context.pages:
                if page is not stays:
                    page.close()
            context.clear_cookies()
            session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            session.send("Network.clearBrowserCache")
        self._used.clear()

    def close(self) -> None:
        for context, *_ in self._contexts.values():
            context.close()
