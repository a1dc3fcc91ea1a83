"""Findings as text, as JSON and as GitHub's annotations: the same findings in the same order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from scripts.check.findings import Finding

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
