import pytest

from profiles.desk.links.asking import Asker
from profiles.desk.links.wires import Wires

from .web import serving, trusting


@pytest.fixture
def web():
    with serving() as found:
        yield found


@pytest.fixture
def asker():
    """One that may ask this machine, and has little patience."""
    return Asker(Wires(may_be_private=True, seconds=1, context=trusting()))
