"""The databases of the benchmark: made, taken away from everybody for a while, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


def name_of(url: str) -> str:
    """As Django's settings have it: the path of a file, or the name on a server."""
    return urlsplit(url).path[1:]


@contextmanager
def made(url: str, folder: Path) -> Iterator[str]:
    """The address of an empty database: a file in the folder, or one made on a PostgreSQL server and dropped again."""
    if not url:
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    with administrator(url) as execute:
        execute("CREATE DATABASE {}")
        try:
            yield url
        finally:
            execute("DROP DATABASE {} WITH (FORCE)")


@contextmanager
def away(url: str) -> Iterator[None]:
    """Within, nobody reaches the database: its file is elsewhere, or its server refuses connections."""
    if url.startswith("sqlite:"):
        yield from file_away(Path(name_of(url)))
        return
    with administrator(url) as execute:
        execute("ALTER DATABASE {} ALLOW_CONNECTIONS false")
        try:
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name_of(url)])
            yield
        finally:
            execute("ALTER DATABASE {} ALLOW_CONNECTIONS true")


def file_away(path: Path) -> Iterator[None]:
    """SQLite's file with what belongs to it. One that somebody makes in its place meanwhile is thrown away."""
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(elsewhere / file.name)
    try:
        yield
    finally:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
        for file in elsewhere.iterdir():
            file.rename(path.parent / file.name)
        elsewhere.rmdir()


@contextmanager
def administrator(url: str):
    """What executes statements on the server of a database, with the database's name in place of {}."""
    import psycopg
    from psycopg import sql

    name = sql.Identifier(name_of(url))
    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        yield lambda text, parameters=None: connection.execute(sql.SQL(text).format(name), parameters)
