"""For Caddy 2, which reads nothing from the site and needs no other set-up: it gets its own certificate."""

from __future__ import annotations

import textwrap

from scripts.site.files.hosts.redirects import caddy_redirects
from scripts.site.files.hosts.rules import (
    ASKED,
    HIDDEN,
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

KEPT = MARKED.replace("[0-9a-f]{8}", "[0-9a-f]" * 8)
"""Braces are Caddy's own."""
QUERY = "{book_query}"
"""With its mark, if there is one: Caddy's own way to a folder loses it."""
HOW = """\
# BOOK_HOST=www.example.org BOOK_ROOT=/srv/book/current caddy run --config Caddyfile
# BOOK_ROOT is a folder that holds the site, below a path in the folder of that path.
"""


def caddy(rules: Rules) -> str:
    """In a `route` directives keep their order, so that what is said later, and of less, stands."""
    route = _route(rules)
    if rules.base_path != "/":
        bare = rules.base_path.rstrip("/")
        route = f"redir {bare} {rules.base_path}{QUERY} 301\nhandle {rules.base_path}* {{\n{_in(route)}}}\n"
    return f"""{MADE}
{HOW}
{{$BOOK_HOST:localhost}} {{
\troot * {{$BOOK_ROOT:/srv/book/current}}
\tmap {{query}} {QUERY} {{
\t\t"" ""
\t\tdefault "?{{query}}"
\t}}
{_in(route)}\thandle_errors {{
{_in(_told(rules), 2)}{_in(_missing(rules), 2)}\t}}
}}
"""


def _in(lines: str, depth: int = 1) -> str:
    return textwrap.indent(lines, "\t" * depth)


def _told(rules: Rules) -> str:
    """Said of what is there, and once more of errors, which forget it. What takes away comes to pass last of all, with
    all that stands beside it."""
    told = {**headers(rules.policy), "Cache-Control": ASKED}
    lines = "".join(f'{name} "{value}"\n' for name, value in told.items())
    last = 'header {\n\tVary "Accept-Encoding"\n\t-Server\n}\n'
    return f'header {{\n{_in(lines)}}}\n{last}{HSTS_WHY}\n# header {HSTS[0]} "{HSTS[1]}"\n'


def _route(rules: Rules) -> str:
    types = "".join(
        f'@{ending} path *.{ending}\nheader @{ending} Content-Type "{kind}"\n' for ending, kind in TYPES.items()
    )
    inner = f"""{_told(rules)}@kept path_regexp {KEPT}
header @kept Cache-Control "{YEAR}"
{types}@written not method GET HEAD
header @written Allow "GET, HEAD"
error @written 405
@hidden path_regexp {HIDDEN}
error @hidden 404
{caddy_redirects(rules.moved, rules.base_path, QUERY)}@folder {{
\tfile {{path}}/
\tnot path */
}}
redir @folder {{path}}/{QUERY} 301
file_server {{
\tprecompressed {" ".join(PACKED)}
}}
"""
    return f"route {{\n{_in(inner)}}}\n"


def _missing(rules: Rules) -> str:
    """The page of the language for what is not there."""
    folders = {language: rules.at(f"{language}/") for language in rules.languages}
    pages = "".join(
        f"@{language} path {folder}*\nrewrite @{language} {folder}404.html\n" for language, folder in folders.items()
    )
    elsewhere = "".join(f" {folder}*" for folder in folders.values())
    inner = f"""header Content-Type "{TYPES["html"]}"
@elsewhere not path{elsewhere or " /404.html"}
rewrite @elsewhere {rules.at("404.html")}
{pages}file_server
"""
    return f"@missing expression {{http.error.status_code}} == 404\nhandle @missing {{\n{_in(inner)}}}\n"
