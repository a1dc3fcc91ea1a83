"""The checker of the built site: what readers get. It reads files, and the book to compare with."""

from scripts.check.built import completeness, documents, links, metadata, safety
from scripts.check.built.rules import SITE_RULES, site_findings
from scripts.check.built.site import Site, read_site

MODULES = (links, documents, safety, completeness, metadata)
"""The modules of rules: importing them is what makes their rules known."""
__all__ = ["MODULES", "SITE_RULES", "Site", "read_site", "site_findings"]
