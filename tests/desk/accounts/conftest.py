import pytest

from tests.desk.accounts.passkeysteps import CODE, SECURE
from tests.desk.accounts.steps import enrol, sign_in


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def enrolled(client, editor):
    """The recovery codes of the editor, who is signed in with both steps."""
    codes = enrol(editor)
    sign_in(client, **SECURE)
    client.post(CODE, {"code": codes.pop()}, **SECURE)
    return codes
