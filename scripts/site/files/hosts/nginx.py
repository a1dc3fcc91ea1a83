"""For nginx, which reads nothing from the site: what is to be included in its `server`."""

from __future__ import annotations

import textwrap

from scripts.site.files.hosts.redirects import nginx_redirects
from scripts.site.files.hosts.rules import ASKED, HIDDEN, HSTS, HSTS_WHY, MADE, MARKED, TYPES, YEAR, Rules, headers

HOW = """\
# To be included in a `server` of nginx whose `root` holds the site, below a path in the folder of that path.
# Other locations with an add_header of their own forget those of the server around them.
"""
BROTLI = "# brotli_static on;  # with the module ngx_brotli (Debian: libnginx-mod-http-brotli-static)"


def nginx(rules: Rules) -> str:
    """Below a path all but a variable stands in a location, so that the rest of the host stays as it is."""
    inner = _inner(rules)
    if rules.base_path == "/":
        return f"{MADE}\n{HOW}{_variable()}{inner}"
    bare = rules.base_path.rstrip("/")
    slash = f"location = {bare} {{ absolute_redirect off; return 301 {rules.base_path}$is_args$args; }}\n"
    return f"{MADE}\n{HOW}{_variable()}{slash}location {rules.base_path} {{\n{textwrap.indent(inner, '    ')}}}\n"


def _variable() -> str:
    """Worked out anew for the page that is sent in place of what is not there. A location with a header of its own
    forgets those around it, so what differs from one file to another is a variable."""
    return f'set $book_kept "{ASKED}";\nif ($uri ~ "{MARKED}") {{ set $book_kept "{YEAR}"; }}\n'


def _not_found(page: str) -> str:
    """Also of a folder without a page, which nginx would forbid."""
    return f"error_page 404 {page};\nerror_page 403 =404 {page};\n"


def _languages(rules: Rules) -> str:
    pages = ((rules.at(f"{language}/"), _not_found(rules.at(f"{language}/404.html"))) for language in rules.languages)
    return "".join(f"location {folder} {{\n{textwrap.indent(page, '    ')}}}\n" for folder, page in pages)


def _inner(rules: Rules) -> str:
    types = "".join(f'    "{kind}" {ending};\n' for ending, kind in TYPES.items())
    told = "".join(f'add_header {name} "{value}" always;\n' for name, value in headers(rules.policy).items())
    return f"""\
index index.html;
autoindex off;
absolute_redirect off;
server_tokens off;
{_not_found(rules.at("404.html"))}charset off;
types {{
{types}}}
default_type application/octet-stream;
gzip_static on;
{BROTLI}
gzip_vary on;
{told}add_header Cache-Control $book_kept always;
{HSTS_WHY}
# add_header {HSTS[0]} "{HSTS[1]}" always;
{_languages(rules)}location ~ "{HIDDEN}" {{ return 404; }}
{nginx_redirects(rules.moved, rules.base_path)}"""
