"""The server of the benchmark is that of `make serve`, in each tree its own."""

from django.conf import settings

from bench import server

THEN = """
serve:
    exec $(BIN)/granian --interface wsgi --workers $(WORKERS) --blocking-threads 2 --no-ws \\
      --host $(HOST) --port $(PORT) addportal.wsgi:application
"""


def test_an_earlier_tree_has_its_own_options(tmp_path):
    (tmp_path / "Makefile").write_text(THEN)
    options = ["--interface", "wsgi", "--blocking-threads", "2", "--no-ws", "--no-log"]
    assert server.as_make_serve(tmp_path) == (options, {})


def test_todays_are_read_with_what_bounds_memory():
    options, env = server.as_make_serve(settings.BASE_DIR)
    assert options[:2] == ["--interface", "wsgi"]
    assert "--blocking-threads" in options
    assert env == {"MALLOC_ARENA_MAX": "2"}


def test_an_address_is_free_and_no_connections():
    host, port = server.free_address()
    assert (host, 20_000 <= port < 30_000) == (server.HOST, True)
