"""Measurements, kept in one stream of Redis, so that every replica answers the same."""

import logging
from datetime import datetime, timezone

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .measurement import Measurement

log = logging.getLogger("backend.store")

STREAM = "measurements"
# The oldest go first. Statistics read all of them.
KEPT = 2_000
# Seconds, for a connection as for an answer.
WAIT = 2


class Store:
    """The stream and what is done with it."""

    def __init__(self, url: str) -> None:
        # Nothing is tried twice: whether a lost answer was that of a stored measurement cannot be known.
        self._redis = Redis.from_url(
            url, decode_responses=True, socket_connect_timeout=WAIT, socket_timeout=WAIT, retry=Retry(NoBackoff(), 0)
        )
        self._told = ""

    def ready(self) -> bool:
        """Whether Redis answers now."""
        try:
            self._redis.ping()
        except RedisError as error:
            self._tell(f"does not answer: {type(error).__name__}", logging.WARNING)
            return False
        self._tell("answers", logging.INFO)
        return True

    def add(self, measurement: Measurement) -> dict:
        entry = measurement.model_dump()
        # repr: the shortest text that gives the same number again.
        fields = {**entry, "value": repr(measurement.value)}
        return shown(self._redis.xadd(STREAM, fields, maxlen=KEPT, approximate=False), entry)

    def latest(self, count: int) -> list[dict]:
        """The newest first."""
        return [shown(entry_id, entry) for entry_id, entry in self._redis.xrevrange(STREAM, count=count)]

    def all(self) -> list[dict]:
        return self.latest(KEPT)

    def _tell(self, news: str, level: int) -> None:
        """Probes come every few seconds: only what has changed is worth a line."""
        if news != self._told:
            log.log(level, "the store %s", news)
            self._told = news


def shown(entry_id: str, entry: dict) -> dict:
    """An entry as clients see it; its id begins with the milliseconds at which Redis took it."""
    at = datetime.fromtimestamp(int(entry_id.partition("-")[0]) / 1000, timezone.utc)
    return {
        "id": entry_id,
        "at": at.isoformat(timespec="milliseconds"),
        "name": entry["name"],
        "value": float(entry["value"]),
        "unit": entry["unit"],
    }
