"""MkDocs' events, handed the list of what is published. Thin: nothing is decided here.

The carrier is `config.extra`: `read_the_book` puts the book and the list there, `hand_over` reads them.
"""

PUBLICATION, OUTPUTS = "publication", "outputs"
"""The names under which it carries them."""
