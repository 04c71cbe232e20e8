"""How well a colour is read on another: the contrast ratio of WCAG 2.2."""

# What text of the usual size has at least (success criterion 1.4.3).
LEAST = 4.5


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as `#rrggbb`: from 1, the same, to 21, black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    red, green, blue = (linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
