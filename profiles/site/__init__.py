"""The site: pages, API, files, feeds, errors; whatever has a public address and says what is published.

May import `reading` and what that may. Never the desk, never `serving`.
"""
