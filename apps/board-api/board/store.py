"""Cards of the board, kept in PostgreSQL."""

from __future__ import annotations

import logging
from threading import Event, Thread

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

# Seconds.
REQUEST_WAIT = 5
PROBE_WAIT = 2
# The pool waits ever longer between its attempts; a new series of them is begun by whoever asks next.
RECONNECT_SERIES = 8
PREPARE_PAUSE = 1


class Store:
    """A pool of connections and the statements that run on it."""

    def __init__(self, url: str) -> None:
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=8,
            open=False,
            timeout=REQUEST_WAIT,
            reconnect_timeout=RECONNECT_SERIES,
            kwargs={"row_factory": dict_row},
        )
        self._prepared = False
        self._told = ""
        self._closing = Event()

    def open(self) -> None:
        """Connect, and make the table, in the background: the service is up before its database is."""
        self._pool.open(wait=False)
        Thread(target=self._prepare, name="prepare", daemon=True).start()

    def close(self) -> None:
        self._closing.set()
        self._pool.close(timeout=1)

    def ready(self) -> bool:
        """Whether cards can be read now."""
        try:
            self._run("SELECT id FROM card LIMIT 1", wait=PROBE_WAIT)
        except psycopg.Error as error:
            self._tell(f"does not answer: {type(error).__name__}", logging.WARNING)
            return False
        self._tell("answers", logging.INFO)
        return True

    def create(self, title: str, lane: str) -> dict:
        return self._run("INSERT INTO card (title, lane) VALUES (%s, %s) RETURNING *", title, lane)[0]

    def page(self, after: int, limit: int) -> list[dict]:
        """Cards in the order of their ids, from the first one behind `after`."""
        return self._run("SELECT * FROM card WHERE id > %s ORDER BY id LIMIT %s", after, limit)

    def read(self, card_id: int) -> dict | None:
        return next(iter(self._run("SELECT * FROM card WHERE id = %s", card_id)), None)

    def update(self, card_id: int, title: str, lane: str) -> dict | None:
        changed = self._run("UPDATE card SET title = %s, lane = %s WHERE id = %s RETURNING *", title, lane, card_id)
        return next(iter(changed), None)

    def delete(self, card_id: int) -> bool:
        return bool(self._run("DELETE FROM card WHERE id = %s RETURNING id", card_id))

    def _tell(self, news: str, level: int) -> None:
        """Probes come every few seconds: only what has changed is worth a line."""
        if news != self._told and not self._closing.is_set():
            log.log(level, "the database %s", news)
            self._told = news

    def _prepare(self) -> None:
        while not self._closing.is_set() and not self.ready():
            self._closing.wait(PREPARE_PAUSE)

    def _run(self, statement: str, *values: object, wait: float = REQUEST_WAIT) -> list[dict]:
        try:
            with self._pool.connection(timeout=wait) as connection:
                if not self._prepared:
                    connection.execute("SELECT pg_advisory_xact_lock(%s)", (SCHEMA_LOCK,))
                    connection.execute(SCHEMA)
                rows = connection.execute(statement, values).fetchall()
        except psycopg.errors.UndefinedTable:
            # The database came back empty; who asks next makes the table.
            self._prepared = False
            raise
        self._prepared = True
        return rows
