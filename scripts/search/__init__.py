"""Search: what is worked out at build time, so that the browser needs only to look up.

words → stems → compounds → index. The query itself is answered by docs/assets/scripts/search-engine.js, and only there:
`python -m scripts.search` runs it in a browser on the built site, so that what it explains is what readers get.
"""
