"""Everything that turns docs/ into the site and keeps it true; see CONTRIBUTING.md for the lay of the land."""
