"""What is handed over beside the site: it packed and compressed, hashes of all of it, and what is inside."""
