"""What is published: the public tables, the documents in them, what differs between two, and how they are found.

May import `values`. Never the desk: no relation leads from here to the working copy.
"""
