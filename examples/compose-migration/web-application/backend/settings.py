"""Settings, from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from redis.connection import parse_url

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True)
class Settings:
    """What the API must be told."""

    redis_url: str = field(repr=False)
    log_level: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; SystemExit with a line for each thing that is missing or malformed."""
    redis_url = environment.get("REDIS_URL", "")
    log_level = environment.get("LOG_LEVEL", "INFO").upper()
    problems = []
    if not redis_url:
        problems.append("REDIS_URL is required")
    elif not names_a_server(redis_url):
        # It holds a password, so it is not shown.
        problems.append("REDIS_URL must look like redis://:password@host:6379/0, or rediss:// for TLS")
    if log_level not in LOG_LEVELS:
        problems.append(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}; got {log_level!r}")
    if problems:
        raise SystemExit("\n".join(problems))
    return Settings(redis_url, log_level)


def names_a_server(url: str) -> bool:
    try:
        return "host" in parse_url(url)
    except ValueError:
        return False
