"""The routes of the board."""

import psycopg
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from .store import Store


class Card(BaseModel):
    """A card as a client sends it."""

    title: str = Field(min_length=1, max_length=200)
    lane: str = Field(default="todo", min_length=1, max_length=40)


def create_api(store: Store) -> FastAPI:
    """The application over a store, which it opens and closes."""
    api = FastAPI(title="board-api", docs_url=None, redoc_url=None)
    api.router.on_startup.append(store.open)
    api.router.on_shutdown.append(store.close)

    @api.exception_handler(psycopg.OperationalError)
    def unavailable(_request: Request, _error: Exception) -> JSONResponse:
        return JSONResponse({"detail": "the database does not answer"}, status_code=503)

    @api.get("/health")
    def health() -> dict:
        return {"status": "healthy"}

    @api.get("/health/ready")
    def ready(response: Response) -> dict:
        answers = store.ready()
        response.status_code = 200 if answers else 503
        return {"database": "answers" if answers else "does not answer"}

    @api.get("/cards")
    def list_cards() -> list[dict]:
        return store.all()

    @api.post("/cards", status_code=201)
    def create_card(card: Card) -> dict:
        return store.create(card.title, card.lane)

    @api.get("/cards/{card_id}")
    def read_card(card_id: int) -> dict:
        return found(store.one(card_id))

    @api.put("/cards/{card_id}")
    def update_card(card_id: int, card: Card) -> dict:
        return found(store.update(card_id, card.title, card.lane))

    @api.delete("/cards/{card_id}", status_code=204)
    def delete_card(card_id: int) -> Response:
        if not store.delete(card_id):
            raise HTTPException(404, "no such card")
        return Response(status_code=204)

    return api


def found(card: dict | None) -> dict:
    """The card, or 404."""
    if card is None:
        raise HTTPException(404, "no such card")
    return card
