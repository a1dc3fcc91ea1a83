"""Documents: what a template may ask for one page in one language, and what stands beside the pages."""
