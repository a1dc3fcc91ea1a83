"""Findings as text, as JSON, and as what GitHub and GitLab show at a line; and all rules as a table."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from scripts.check.built import SITE_RULES
from scripts.check.findings import RULES, Finding

Format = Literal["text", "json", "github", "gitlab"]


def report(findings: Sequence[Finding], form: Format) -> str:
    """What is printed; empty if there is nothing to print as text or annotations."""
    match form:
        case "json":
            return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
        case "github":
            return "\n".join(map(_annotation, findings))
        case "gitlab":
            return json.dumps([*_code_quality(findings)], ensure_ascii=False, indent=2)
        case _:
            return "\n".join(map(str, findings))


def _annotation(finding: Finding) -> str:
    text = _escape(f"{finding.message} — {finding.remedy}")
    return f"::error file={_escape(finding.path)},line={finding.line},title={finding.rule}::{text}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _code_quality(findings: Sequence[Finding]) -> Iterator[dict[str, object]]:
    """GitLab's report on code quality. It tells findings apart by a fingerprint: one that holds no line is the same
    finding after the text above it grew. The same thing found twice in a file is counted."""
    seen = Counter[tuple[str, str, str]]()
    for finding in findings:
        same = (finding.path, finding.rule, finding.message)
        seen[same] += 1
        yield {
            "description": f"{finding.message} — {finding.remedy}",
            "check_name": finding.rule,
            "fingerprint": hashlib.sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest(),
            "severity": "major",
            "location": {"path": finding.path, "lines": {"begin": finding.line}},
        }


def rules_table() -> str:
    """All rules as a table in Markdown, for CONTRIBUTING."""
    rows = [f"| `{rule.name}` | {rule.title} | {'yes' if rule.stops else ''} |" for _, rule in sorted(RULES.items())]
    rows += [f"| `{rule.name}` | {rule.title} | |" for _, rule in sorted(SITE_RULES.items())]
    return "\n".join(["| rule | what it finds | stops a build |", "|---|---|---|", *rows])
