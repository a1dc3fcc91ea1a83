"""What is no document: exports, feeds, papers, social cards, and files for hosts."""
