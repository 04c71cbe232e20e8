"""What makes the form of an entry readable: where it stands, its tools, its parts, what is refused and what is needed.

It builds on the pages beside the form (`admin/pages`), and knows neither the admins nor what their forms hold.
"""
