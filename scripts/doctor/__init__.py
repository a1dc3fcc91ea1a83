"""What this machine lacks for building and checking the book, and how to get it; sets up nothing by itself.

Runs with the system's own Python, 3.8 or newer, and without any package: it is for who has nothing yet.
"""
