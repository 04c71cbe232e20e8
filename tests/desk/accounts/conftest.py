import pytest


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True
