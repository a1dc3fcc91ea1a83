"""What a host must be told, in the form of each: those that read files from the site, and those that are set up."""

from __future__ import annotations

from scripts.site.files.hosts.apache import apache
from scripts.site.files.hosts.caddy import caddy
from scripts.site.files.hosts.netlify import netlify_headers
from scripts.site.files.hosts.nginx import nginx
from scripts.site.files.hosts.redirects import netlify_redirects
from scripts.site.files.hosts.rules import MADE, Rules, headers

__all__ = ["MADE", "Rules", "headers", "host_files", "set_up_files"]


def host_files(rules: Rules) -> dict[str, str]:
    """The files that hosts read from the site itself, by their path in it; other hosts leave them alone."""
    errors = {f"{language}/.htaccess": f"{MADE}\n{_not_found(rules, language)}" for language in rules.languages}
    return {
        "_headers": netlify_headers(rules),
        "_redirects": f"{MADE}\n{netlify_redirects(rules.moved, rules.base_path)}",
        ".htaccess": apache(rules),
        ".nojekyll": "",
        **errors,
    }


def _not_found(rules: Rules, language: str) -> str:
    return f"ErrorDocument 404 {rules.at(f'{language}/404.html')}\n"


def set_up_files(rules: Rules) -> dict[str, str]:
    """What is written beside the archive, by name, for servers that are set up by somebody."""
    return {"nginx.conf": nginx(rules), "Caddyfile": caddy(rules)}
