"""The routes of the API."""

import logging

from flask import Flask, request
from pydantic import ValidationError
from redis.exceptions import RedisError
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, UnsupportedMediaType

from .measurement import Measurement
from .store import Store
from .summary import summarise

log = logging.getLogger("backend.api")

BODY_BYTES = 16_384
LIMIT_DEFAULT, LIMIT_LARGEST = 100, 500


def create_api(store: Store) -> Flask:
    """The application over a store."""
    api = Flask(__name__, static_folder=None)
    api.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    api.json.sort_keys = False
    api.json.ensure_ascii = False

    @api.get("/")
    def running() -> tuple:
        """Says in one line that the server runs."""
        return "The measurement API is running; /api tells what it does.\n", {"Content-Type": "text/plain; charset=utf-8"}

    @api.get("/api")
    def describe() -> dict:
        """Lists the routes."""
        rules = sorted(api.url_map.iter_rules(), key=lambda rule: rule.rule)
        routes = [
            {"method": method, "path": rule.rule, "does": api.view_functions[rule.endpoint].__doc__}
            for rule in rules
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        ]
        return {"name": "api-backend", "routes": routes}

    @api.get("/api/measurements")
    def list_measurements() -> dict:
        """Lists measurements, the newest first: ?limit=100, at most 500."""
        return {"measurements": store.latest(limit_of(request.args.get("limit", str(LIMIT_DEFAULT))))}

    @api.post("/api/measurements")
    def add_measurement() -> tuple:
        """Keeps one measurement: {"name": …, "value": …, "unit": …}."""
        if not request.is_json:
            raise UnsupportedMediaType("send it as application/json")
        return store.add(Measurement.model_validate_json(request.get_data())), 201

    @api.get("/data")
    def statistics() -> dict:
        """Count, mean, least and greatest value of each name and unit."""
        return {"statistics": summarise(store.all())}

    @api.get("/data/<name>")
    def statistics_of(name: str) -> dict:
        """The same for one name; 404 where nothing is kept of it."""
        of_name = summarise(each for each in store.all() if each["name"] == name)
        if not of_name:
            raise NotFound("nothing is kept of that name")
        return {"name": name, "statistics": of_name}

    @api.get("/health")
    def health() -> dict:
        """Answers while the process lives."""
        return {"status": "healthy"}

    @api.get("/health/ready")
    def ready() -> tuple:
        """Answers 200 while Redis does, else 503."""
        answers = store.ready()
        return {"store": "answers" if answers else "does not answer"}, 200 if answers else 503

    @api.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple:
        # A redirect, or an answer that is complete already.
        if error.code is None or error.code < 400:
            return error.get_response()
        headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
        return {"error": error.description}, error.code, headers

    @api.errorhandler(ValidationError)
    def invalid(error: ValidationError) -> tuple:
        # What was sent is not repeated.
        found = [{"field": ".".join(map(str, each["loc"])), "problem": each["msg"]} for each in error.errors()]
        return {"error": "the measurement is not valid", "problems": found}, 400

    @api.errorhandler(RedisError)
    def unavailable(error: RedisError) -> tuple:
        log.warning("%s %s got no answer of the store: %s", request.method, request.path, type(error).__name__)
        return {"error": "the store does not answer"}, 503

    return api


def limit_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= LIMIT_LARGEST):
        raise BadRequest(f"limit must be a number from 1 to {LIMIT_LARGEST}")
    return int(text)
