"""The rules of the built site by their names, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scripts.check.built.site import Site
from scripts.check.findings import Check, Finding, Rule

SITE_RULES: dict[str, Rule[Site]] = {}
"""Filled once, when the modules of rules are imported."""
REMEDY = "build anew; if it stays, mend the template or the page"


def site_rule(name: str, title: str) -> Callable[[Check[Site]], Check[Site]]:
    """Makes a function a rule of this name."""

    def register(check: Check[Site]) -> Check[Site]:
        SITE_RULES[name] = Rule(name, title, stops=False, whole=False, check=check)
        return check

    return register


def site_findings(site: Site, names: Iterable[str] | None = None) -> list[Finding]:
    """What the rules of these names (all, if none is given) find in a built site, sorted."""
    wanted = set(SITE_RULES if names is None else names)
    return sorted({finding for rule in SITE_RULES.values() if rule.name in wanted for finding in rule.findings(site)})
