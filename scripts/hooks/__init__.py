"""MkDocs' events, handed to the book. Thin: what is decided here is only when.

The carrier is `config.extra`: `read_the_book` puts a `Publication` there, the others read it.
"""
