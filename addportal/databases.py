"""How the databases are opened: the one that everything is written to, and where it has one its replica."""

from pathlib import Path

from addportal.environment import stop, wants

# Those that work at once in a process: requests that have their turn, and the threads beside them.
LEAST_POOL = 4


def databases(primary: dict, *, replica: dict, pool: int, debug: bool) -> dict:
    """Settings of Django, of what addresses say. `pool` is how many connections a process has to PostgreSQL; 0: as many
    as it has threads that ask."""
    found = {"default": opened(primary, pool, debug)}
    if replica:
        if replica["ENGINE"] != primary["ENGINE"]:
            stop("REPLICA_URL is no copy of what DATABASE_URL names: one is SQLite and the other PostgreSQL.")
        if replica == primary:
            stop("REPLICA_URL names the database of DATABASE_URL itself; name its replica, or nothing.")
        # Tests have one.
        found["replica"] = opened(replica, pool, debug) | {"TEST": {"MIRROR": "default"}}
    return found


def opened(database: dict, pool: int, debug: bool) -> dict:
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return pooled(database, pool) if pool else kept_open(database)
    if pool:
        stop("DATABASE_POOL is set, but the database is SQLite, which needs none; leave it out.")
    Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # WAL lets readers read while a writer writes; IMMEDIATE takes the write lock first, so two writers queue
    # instead of failing half-way.
    options = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # A server keeps it open from request to request; `runserver` has a new thread for each.
    return database | {"OPTIONS": options, "CONN_MAX_AGE": 0 if debug else None}


def kept_open(database: dict) -> dict:
    """PostgreSQL, to which each thread keeps a connection."""
    options = {"connect_timeout": 2} | database.get("OPTIONS", {})
    return {"CONN_MAX_AGE": 60} | database | {"CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def pooled(database: dict, most: int) -> dict:
    """PostgreSQL, to which the threads of a process share so many connections: each is lent for a request."""
    if most < LEAST_POOL:
        stop(f"DATABASE_POOL is {most}; write {LEAST_POOL} or more, or 0 for a connection of each thread.")
    if database.get("CONN_MAX_AGE"):
        stop("DATABASE_POOL and conn_max_age in DATABASE_URL exclude each other: a pool keeps connections itself.")
    wants("DATABASE_POOL", "psycopg_pool", "pool")
    opened = kept_open(database)
    # Seconds for which a request waits for a connection, and after which one that nobody uses is closed.
    pool = {"min_size": 1, "max_size": most, "timeout": 2, "max_idle": 60}
    return opened | {"CONN_MAX_AGE": 0, "OPTIONS": opened["OPTIONS"] | {"pool": pool}}
