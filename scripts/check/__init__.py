"""The checker: rules over the book and over the built site. A rule judges and never reads files."""
