"""Findings as text, as JSON and as annotations of GitHub, in the same order; and all rules as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from scripts.check.built import SITE_RULES
from scripts.check.findings import RULES, Finding

Format = Literal["text", "json", "github"]


def report(findings: Sequence[Finding], form: Format) -> str:
    """What is printed; empty if there is nothing to print as text or annotations."""
    match form:
        case "json":
            return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
        case "github":
            return "\n".join(map(_annotation, findings))
        case _:
            return "\n".join(map(str, findings))


def _annotation(finding: Finding) -> str:
    text = _escape(f"{finding.message} — {finding.remedy}")
    return f"::error file={_escape(finding.path)},line={finding.line},title={finding.rule}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def rules_table() -> str:
    """All rules as a table in Markdown, for CONTRIBUTING."""
    rows = [f"| `{rule.name}` | {rule.title} | {'yes' if rule.stops else ''} |" for _, rule in sorted(RULES.items())]
    rows += [f"| `{rule.name}` | {rule.title} | |" for _, rule in sorted(SITE_RULES.items())]
    return "\n".join(["| rule | what it finds | stops a build |", "|---|---|---|", *rows])
