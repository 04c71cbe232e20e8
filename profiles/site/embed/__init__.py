"""The cards themselves, and what tells other sites where they are (oEmbed). Which there are stands in `cards.py`."""
