"""Contrast as WCAG has it."""

import pytest

from profiles.values.contrast import contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ffffff", "#767676", 4.54),
        ("#0a5c69", "#0a5c69", 1.0),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_ratio_is_that_of_the_guidelines_whichever_colour_comes_first(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)
