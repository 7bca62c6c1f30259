"""Settings, from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

PORT = 8080


@dataclass(frozen=True)
class Settings:
    """What the service must be told."""

    database_url: str
    board_url: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; SystemExit with a line for each thing that is missing."""
    names = ("DATABASE_URL", "BOARD_URL")
    missing = [f"{name} is required" for name in names if not environment.get(name)]
    if missing:
        raise SystemExit("\n".join(missing))
    return Settings(environment["DATABASE_URL"], environment["BOARD_URL"])
