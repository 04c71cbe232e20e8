"""The colours of the body as a style sheet that stands above the tokens: by day, by night, never on paper."""

SHEET = """\
:root {{ --accent: {day}; --accent-strong: color-mix(in srgb, {day} 70%, #000); }}
@media (prefers-color-scheme: dark) {{
  :root {{ --accent: {night}; --accent-strong: color-mix(in srgb, {night} 65%, #fff); }}
}}
@media print {{ :root {{ --accent: #000; --accent-strong: #000; }} }}
"""


def sheet(day: str, night: str) -> str:
    """The sheet of two colours, each as `#rrggbb`."""
    return SHEET.format(day=day, night=night)
