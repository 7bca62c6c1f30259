import asyncio
import json
import unittest

import psycopg

from board.api import create_api


class Shelf:
    """A store without a database."""

    def __init__(self) -> None:
        self.cards: dict[int, dict] = {}
        self.answers = True

    def open(self) -> None: ...

    def close(self) -> None: ...

    def ready(self) -> bool:
        return self.answers

    def create(self, title: str, lane: str) -> dict:
        if "\0" in title:
            raise psycopg.DataError("NUL")
        card = {"id": len(self.cards) + 1, "title": title, "lane": lane}
        self.cards[card["id"]] = card
        return card

    def page(self, after: int, limit: int) -> list[dict]:
        if not self.answers:
            raise psycopg.OperationalError("gone")
        return [card for card in self.cards.values() if card["id"] > after][:limit]

    def read(self, card_id: int) -> dict | None:
        return self.cards.get(card_id)

    def update(self, card_id: int, title: str, lane: str) -> dict | None:
        if card_id in self.cards:
            self.cards[card_id].update(title=title, lane=lane)
        return self.read(card_id)

    def delete(self, card_id: int) -> bool:
        return self.cards.pop(card_id, None) is not None


class Routes(unittest.TestCase):
    def setUp(self) -> None:
        self.shelf = Shelf()
        self.api = create_api(self.shelf)

    def call(self, method: str, target: str, body: object = None) -> tuple[int, object]:
        """Ask the application itself, without a server."""
        path, _, query = target.partition("?")
        scope = {"type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode(), "root_path": "", "scheme": "http"}
        scope |= {"query_string": query.encode(), "headers": [(b"content-type", b"application/json")], "client": ("test", 1), "server": ("test", 80)}
        sent: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": b"" if body is None else json.dumps(body).encode(), "more_body": False}

        async def send(message: dict) -> None:
            sent.append(message)

        asyncio.run(self.api(scope, receive, send))
        text = b"".join(message.get("body", b"") for message in sent)
        return sent[0]["status"], json.loads(text) if text else None

    def test_a_card_is_created_read_replaced_and_deleted(self) -> None:
        status, card = self.call("POST", "/cards", {"title": "  write  "})
        self.assertEqual((status, card), (201, {"id": 1, "title": "write", "lane": "todo"}))
        self.assertEqual(self.call("GET", "/cards/1"), (200, card))
        self.assertEqual(self.call("PUT", "/cards/1", {"title": "test", "lane": "done"})[1]["lane"], "done")
        self.assertEqual(self.call("DELETE", "/cards/1"), (204, None))
        self.assertEqual(self.call("GET", "/cards"), (200, []))

    def test_a_card_that_is_not_there_is_404(self) -> None:
        for method, body in (("GET", None), ("PUT", {"title": "x"}), ("DELETE", None)):
            with self.subTest(method):
                self.assertEqual(self.call(method, "/cards/7", body)[0], 404)

    def test_what_cannot_be_a_card_is_422(self) -> None:
        for body in ({}, {"title": ""}, {"title": "   "}, {"title": "x" * 201}, {"title": "x", "lane": ""}, {"title": None}, [], {"title": "a\0b"}):
            with self.subTest(str(body)[:20]):
                self.assertEqual(self.call("POST", "/cards", body)[0], 422)
        for target in ("/cards/0", "/cards/one", f"/cards/{2**63}", "/cards?limit=501", "/cards?after=-1"):
            with self.subTest(target):
                self.assertEqual(self.call("GET", target)[0], 422)

    def test_pages_are_told_by_the_last_id(self) -> None:
        for title in "abc":
            self.call("POST", "/cards", {"title": title})
        self.assertEqual([card["title"] for card in self.call("GET", "/cards?after=1&limit=1")[1]], ["b"])

    def test_health_does_not_ask_the_database_and_readiness_does(self) -> None:
        self.shelf.answers = False
        self.assertEqual(self.call("GET", "/health"), (200, {"status": "healthy"}))
        self.assertEqual(self.call("GET", "/health/ready")[0], 503)
        self.assertEqual(self.call("GET", "/cards")[0], 503)
