"""For Apache 2.4, which reads `.htaccess` from the site; nothing in it needs more than `AllowOverride FileInfo`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from scripts.site.files.hosts.redirects import apache_redirects
from scripts.site.files.hosts.rules import (
    ASKED,
    HSTS,
    HSTS_WHY,
    MADE,
    MARKED,
    PACKED,
    TYPES,
    YEAR,
    Rules,
    headers,
)

HIDDEN = r"(?:^|/)(?:\.[^w]|_(?:headers|redirects)$)"
"""Patterns count from the folder of the file here, without a slash before them."""


def apache(rules: Rules) -> str:
    parts = (("mod_mime", _types()), ("mod_rewrite", _rewriting(rules)), ("mod_headers", _told(rules)))
    modules = "".join(f"<IfModule {module}.c>\n{textwrap.indent(lines, '  ')}</IfModule>\n" for module, lines in parts)
    return f"{MADE}\nErrorDocument 404 {rules.at('404.html')}\n{modules}"


def _types() -> str:
    """Of a packed file the ending before the last says the type."""
    lines = [f'AddType "{kind}" .{ending}' for ending, kind in TYPES.items()]
    lines += [f"RemoveType .{ending}\nAddEncoding {coding} .{ending}" for coding, ending in PACKED.items()]
    return "".join(f"{line}\n" for line in lines)


def _rewriting(rules: Rules) -> str:
    packed = "".join(line for coding, ending in PACKED.items() for line in _packed(coding, ending))
    endings = "|".join(PACKED.values())
    return rf"""RewriteEngine On
RewriteCond %{{REQUEST_METHOD}} !^(?:GET|HEAD|OPTIONS)$
RewriteRule ^ - [R=405,L]
RewriteRule "{HIDDEN}" - [R=404,L]
# Packed files are sent in place of the others, and not for themselves.
RewriteCond %{{THE_REQUEST}} "^\S+ [^?\s]*\.(?:{endings})[?\s]"
RewriteRule "\.(?:{endings})$" - [R=404,L]
{apache_redirects(rules.moved, rules.base_path)}# No list of a folder without a page.
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
RewriteRule "(?:^|/)$" - [R=404,L]
{packed}"""


def _packed(coding: str, ending: str) -> Iterator[str]:
    """A folder's page, and any other file. A coding with a quality of 0 is refused (RFC 9110, 12.4.2)."""
    wanted = rf"(?:^|[,\s]){coding}(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:[,;\s]|$)"
    for pattern, name in (("(?:^|/)$", "index.html"), ("[^/]$", "")):
        yield f'RewriteCond %{{HTTP:Accept-Encoding}} "{wanted}"\n'
        yield f"RewriteCond %{{HTTP:Range}} ^$\nRewriteCond %{{REQUEST_FILENAME}}{name}.{ending} -f\n"
        yield f'RewriteRule "{pattern}" "%{{REQUEST_URI}}{name}.{ending}" [L]\n'


def _told(rules: Rules) -> str:
    kept = f"%{{REQUEST_URI}} =~ m#{MARKED}# && %{{REQUEST_STATUS}} -lt 400"
    lines = [f'Header always set {name} "{value}"' for name, value in headers(rules.policy).items()]
    lines += [f'Header always set Cache-Control "{ASKED}"', f'Header always set Cache-Control "{YEAR}" "expr={kept}"']
    lines += ["Header merge Vary Accept-Encoding", HSTS_WHY, f'# Header always set {HSTS[0]} "{HSTS[1]}"']
    return "".join(f"{line}\n" for line in lines)
