"""What the description promises holds whatever is asked: schemathesis asks a live server, always the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROGRAM = Path(sys.executable).parent / "schemathesis"
# A well-formed page or cursor may be none of the list: that is said by 400, as the description says.
SETTINGS = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "404", "410"]
"""


def test_no_request_gets_an_answer_that_is_not_described(live_server, nepal, gone, publisher, tmp_path):
    for entry in (factories.paper(), factories.programme()):
        factories.published(entry, by=publisher)
    (tmp_path / "schemathesis.toml").write_text(SETTINGS)
    words = ["run", f"{live_server.url}/api/v1/openapi.json", "--phases", "examples,coverage,fuzzing"]
    words += ["--max-examples", "8", "--seed", "1", "--generation-deterministic", "--no-color"]
    ran = subprocess.run([PROGRAM, *words], cwd=tmp_path, capture_output=True, text=True, timeout=540)
    assert ran.returncode == 0, ran.stdout[-6000:]
