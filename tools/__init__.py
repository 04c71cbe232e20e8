"""Tools for those who work on the code; nothing of the product imports them."""
