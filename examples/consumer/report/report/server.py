"""The routes of the report."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg

from .settings import Settings

# Seconds.
CONNECT = 2

LANES = "SELECT lane, count(*) FROM card GROUP BY lane ORDER BY lane"


def cards_by_lane(url: str) -> dict[str, int]:
    """Count the cards of each lane, by one connection that is not kept."""
    with psycopg.connect(url, connect_timeout=CONNECT) as connection:
        return dict(connection.execute(LANES).fetchall())


def make_server(settings: Settings, port: int) -> ThreadingHTTPServer:
    """A server that has not begun to serve."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/health":
                self.answer(200, {"status": "healthy"})
            elif self.path in ("/", "/health/ready"):
                self.report()
            else:
                self.answer(404, {"detail": "nothing is here"})

        def report(self) -> None:
            try:
                lanes = cards_by_lane(settings.database_url)
            except psycopg.errors.UndefinedTable:
                lanes = {}
            except psycopg.Error:
                # What it says of the connection may hold the login.
                self.answer(503, {"detail": "the database does not answer"})
                return
            self.answer(200, {"board": settings.board_url, "cards": lanes})

        def answer(self, status: int, body: dict) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Nothing: probes alone would fill the log."""

    return ThreadingHTTPServer(("0.0.0.0", port), Handler)
