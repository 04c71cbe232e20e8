"""Serving: what stands around Django for every request: the page cache with its stamp, static files, middleware.

May import `site` and what that may. Never the desk; known to `addportal` alone.
"""
