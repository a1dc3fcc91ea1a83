"""Everything that turns docs/ into the site and keeps it true; see CONTRIBUTING.md for the lay of the land."""

import sys

# A terminal that lacks a sign shows its number instead: no command falls over what it says.
for _stream in (sys.stdout, sys.stderr):
    if hasattr(_stream, "reconfigure"):
        _stream.reconfigure(errors="backslashreplace")
