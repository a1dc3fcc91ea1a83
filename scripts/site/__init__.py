"""From the book to what is published: frames for the templates, files beside the pages. Knows nothing of MkDocs."""
