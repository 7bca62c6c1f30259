"""The routes of the board."""

import psycopg
from fastapi import FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, constr

from .store import Store

# What a bigint column holds.
CARD_ID = Path(ge=1, le=2**63 - 1)


class Card(BaseModel):
    """A card as a client sends it."""

    title: constr(strip_whitespace=True, min_length=1, max_length=200)
    lane: constr(strip_whitespace=True, min_length=1, max_length=40) = "todo"


def create_api(store: Store) -> FastAPI:
    """The application over a store, which it opens and closes."""
    api = FastAPI(title="board-api", docs_url=None, redoc_url=None)
    api.router.on_startup.append(store.open)
    api.router.on_shutdown.append(store.close)

    @api.exception_handler(psycopg.OperationalError)
    @api.exception_handler(psycopg.errors.UndefinedTable)
    def unavailable(_request: Request, _error: Exception) -> JSONResponse:
        return JSONResponse({"detail": "the database does not answer"}, status_code=503)

    @api.exception_handler(psycopg.DataError)
    def unstorable(_request: Request, _error: Exception) -> JSONResponse:
        return JSONResponse({"detail": "the text holds a character that cannot be kept"}, status_code=422)

    # Not in a worker thread: those may all be waiting for the database while the process is well.
    @api.get("/health")
    async def health() -> dict:
        return {"status": "healthy"}

    @api.get("/health/ready")
    def ready(response: Response) -> dict:
        answers = store.ready()
        response.status_code = 200 if answers else 503
        return {"database": "answers" if answers else "does not answer"}

    @api.get("/cards")
    def list_cards(after: int = Query(0, ge=0, le=2**63 - 1), limit: int = Query(100, ge=1, le=500)) -> list[dict]:
        return store.page(after, limit)

    @api.post("/cards", status_code=201)
    def create_card(card: Card) -> dict:
        return store.create(card.title, card.lane)

    @api.get("/cards/{card_id}")
    def read_card(card_id: int = CARD_ID) -> dict:
        return found(store.read(card_id))

    @api.put("/cards/{card_id}")
    def update_card(card: Card, card_id: int = CARD_ID) -> dict:
        return found(store.update(card_id, card.title, card.lane))

    @api.delete("/cards/{card_id}", status_code=204)
    def delete_card(card_id: int = CARD_ID) -> Response:
        if not store.delete(card_id):
            raise HTTPException(404, "no such card")
        return Response(status_code=204)

    return api


def found(card: dict | None) -> dict:
    """The card, or 404."""
    if card is None:
        raise HTTPException(404, "no such card")
    return card
