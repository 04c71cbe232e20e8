"""What somebody types into the search: what it asks, what the facts answer, and what has its words."""
