"""The Content-Security-Policy of every page, and the one script that stands inline."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

INLINE_SCRIPT = "overrides/theme.js"


def inline_script(root: Path) -> str:
    """Sets the reader's own choice of light or dark before the first paint; must be inline to come in time."""
    lines = (root / INLINE_SCRIPT).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def policy(script: str) -> str:
    """A policy that allows the site itself and the one inline script, by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{digest}'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
