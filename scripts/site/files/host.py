"""What a host must be told: the headers of every answer, in the forms of the usual hosts, from the one policy."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.book.addresses import MANIFEST, PRECACHE, PRECACHE_TEXTS, WORKER, file_at
from scripts.site.files.redirects import apache_redirects, netlify_redirects, nginx_redirects

MADE = "# Made by the build, from the policy of the pages and docs/_data/moved.yml."
YEAR = "public, max-age=31536000, immutable"
MARKED = r"\.[0-9a-f]{8}\.[a-z0-9]+$"
"""The name of a file that holds a mark of its contents: other contents have another name, so it may be kept."""
APP = tuple(map(file_at, (MANIFEST, WORKER, PRECACHE, PRECACHE_TEXTS)))
"""By these a device sees what is new, so they are asked for each time."""
MANIFEST_TYPE = "application/manifest+json"


def headers(policy: str) -> dict[str, str]:
    """The policy of the pages, what a page can't say of itself, and no more than a book needs."""
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def host_files(policy: str, base_path: str, moved: Mapping[str, str]) -> dict[str, str]:
    """The files that hosts read from the site itself, by their path in it; other hosts leave them alone.

    `moved` is old address → new one.
    """
    return {
        "_headers": _netlify(headers(policy), base_path),
        "_redirects": f"{MADE}\n{netlify_redirects(moved, base_path)}",
        ".htaccess": _apache(headers(policy), base_path) + apache_redirects(moved, base_path),
    }


def _netlify(all_headers: Mapping[str, str], base_path: str) -> str:
    """For Netlify and Cloudflare Pages. Paths count from the root of the host."""
    rules = {"*": all_headers, **{name: {"Cache-Control": "no-cache"} for name in APP}}
    rules[file_at(MANIFEST)] = {**rules[file_at(MANIFEST)], "Content-Type": MANIFEST_TYPE}
    lines = (
        line
        for path, told in rules.items()
        for line in (f"{base_path}{path}", *(f"  {name}: {value}" for name, value in told.items()))
    )
    return "\n".join([MADE, *lines, ""])


def _apache(all_headers: Mapping[str, str], base_path: str) -> str:
    lines = [f'Header always set {name} "{value}"' for name, value in all_headers.items()]
    kept = f"%{{REQUEST_URI}} =~ m#{MARKED}#"
    lines.append(f'Header set Cache-Control "{YEAR}" "expr={kept}"')
    lines.append(f'Header set Cache-Control "no-cache" "expr=%{{REQUEST_URI}} =~ m#{_app_pattern(base_path)}#"')
    inner = "\n".join(f"  {line}" for line in lines)
    types = f"<IfModule mod_mime.c>\n  AddType {MANIFEST_TYPE} .webmanifest\n</IfModule>"
    return f"{MADE}\nErrorDocument 404 {base_path}404.html\n{types}\n<IfModule mod_headers.c>\n{inner}\n</IfModule>\n"


def _app_pattern(base_path: str) -> str:
    return f"^{re.escape(base_path)}(?:{'|'.join(map(re.escape, APP))})$"


def nginx(policy: str, base_path: str, moved: Mapping[str, str]) -> str:
    """To be included in the `server` of nginx, which reads nothing from the site."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers(policy).items()]
    error = f"error_page 404 {base_path}404.html;"
    # A location with a header of its own forgets those around it, so the rule for kept files is a variable.
    kept = f'set $kept "";\nif ($uri ~ "{MARKED}") {{ set $kept "{YEAR}"; }}\n'
    kept += f'if ($uri ~ "{_app_pattern(base_path)}") {{ set $kept "no-cache"; }}\nadd_header Cache-Control $kept;'
    # Of a location only the type, so that it keeps the headers around it.
    kind = f"location = {base_path}{file_at(MANIFEST)} {{ types {{ }} default_type {MANIFEST_TYPE}; }}"
    return "\n".join([MADE, error, *lines, kept, kind, nginx_redirects(moved, base_path)])
