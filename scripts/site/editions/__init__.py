"""The book in other forms, to take along: each a file of its own, made from the same passages."""
