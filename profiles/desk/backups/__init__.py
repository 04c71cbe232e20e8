"""Backups: everything that the portal keeps, in one file that goes back into any of its databases, and proves itself.

A backup is a zip: `tables/<app>.<model>.jsonl` with a row a line, `media/<name>`, and at its end `manifest.json`, which
says of which migrations it is, and of each table how many rows it has and the digest of their text. SQLite and
PostgreSQL write the same text, so that moving from one to the other is a restore. May import whatever the desk may.
"""
