"""Cards of the board, kept in PostgreSQL."""

import logging

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

log = logging.getLogger("board")

SCHEMA = """
CREATE TABLE IF NOT EXISTS card (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    lane text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
)
"""

# Replicas start together: only one of them may create the table.
SCHEMA_LOCK = 7_208_113


class Store:
    """A pool of connections and the statements that run on it."""

    def __init__(self, url: str) -> None:
        self._pool = ConnectionPool(url, min_size=1, max_size=8, open=False, timeout=5, kwargs={"row_factory": dict_row})
        self._ready = False

    def open(self) -> None:
        """Start connecting in the background; the service is up before its database is."""
        self._pool.open(wait=False)

    def close(self) -> None:
        self._pool.close()

    def ready(self) -> bool:
        """Whether a statement can be run now; makes the schema the first time it can."""
        try:
            with self._pool.connection(timeout=2) as connection:
                if not self._ready:
                    connection.execute("SELECT pg_advisory_xact_lock(%s)", (SCHEMA_LOCK,))
                    connection.execute(SCHEMA)
                connection.execute("SELECT 1")
            self._ready = True
            return True
        except psycopg.Error as error:
            log.warning("the database does not answer: %s", type(error).__name__)
            return False

    def _run(self, statement: str, *values: object) -> list[dict]:
        if not self._ready:
            self.ready()
        with self._pool.connection() as connection:
            return connection.execute(statement, values).fetchall()

    def create(self, title: str, lane: str) -> dict:
        return self._run("INSERT INTO card (title, lane) VALUES (%s, %s) RETURNING *", title, lane)[0]

    def all(self) -> list[dict]:
        return self._run("SELECT * FROM card ORDER BY id LIMIT 500")

    def one(self, card_id: int) -> dict | None:
        return next(iter(self._run("SELECT * FROM card WHERE id = %s", card_id)), None)

    def update(self, card_id: int, title: str, lane: str) -> dict | None:
        found = self._run("UPDATE card SET title = %s, lane = %s WHERE id = %s RETURNING *", title, lane, card_id)
        return next(iter(found), None)

    def delete(self, card_id: int) -> bool:
        return bool(self._run("DELETE FROM card WHERE id = %s RETURNING id", card_id))
