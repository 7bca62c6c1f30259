"""Settings, from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

LOG_LEVELS = ("critical", "error", "warning", "info", "debug")


@dataclass(frozen=True)
class Settings:
    """What the service must be told."""

    database_url: str
    port: int
    log_level: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; SystemExit with a line for each thing that is missing or malformed."""
    database_url = environment.get("DATABASE_URL", "")
    port = environment.get("API_PORT", "8000")
    log_level = environment.get("LOG_LEVEL", "INFO").lower()
    problems = []
    if not database_url:
        problems.append("DATABASE_URL is required")
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        problems.append(f"API_PORT must be a number from 1 to 65535; got {port!r}")
    if log_level not in LOG_LEVELS:
        problems.append(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}; got {log_level!r}")
    if problems:
        raise SystemExit("\n".join(problems))
    return Settings(database_url, int(port), log_level)
