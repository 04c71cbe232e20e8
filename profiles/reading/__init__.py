"""Reading: what published documents say on a day, in a language: profiles, lists, counts, timelines, maps, changes.

May import `published` and `values`. Never HTTP: no request, no response, no template.
"""
