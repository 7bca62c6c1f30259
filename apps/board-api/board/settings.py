"""Settings, from the environment only."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What the service must be told."""

    database_url: str
    port: int
    log_level: str


def read_settings() -> Settings:
    """Read the environment; SystemExit with one line when something is missing or malformed."""
    database_url = os.environ.get("DATABASE_URL", "")
    port = os.environ.get("API_PORT", "8000")
    if not database_url:
        raise SystemExit("DATABASE_URL is required")
    if not port.isdigit():
        raise SystemExit("API_PORT must be a number")
    return Settings(database_url, int(port), os.environ.get("LOG_LEVEL", "INFO").lower())
