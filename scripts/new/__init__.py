"""Begins a page or a passage in both languages at once: files, ids and the plan; what to say, a person writes."""
