"""Values: partial dates and periods, rich text, pictures, cells, fixed choices, two languages. No table, no request.

May import Django and libraries; never another room.
"""
