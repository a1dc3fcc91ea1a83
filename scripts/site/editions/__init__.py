"""The book to take along: PDF, EPUB and, for translators and researchers, the parallel corpus."""
