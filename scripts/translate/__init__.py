"""Translating with one's own tool: what changed goes out as a PO file, and what comes back goes into docs/."""
