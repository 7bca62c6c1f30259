"""Settings, from the environment only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Settings:
    """What the page must be told."""

    api_url: str


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; SystemExit with a line when something is malformed."""
    api_url = environment.get("API_URL", "http://api-backend:5000").rstrip("/")
    if not names_a_server(api_url):
        raise SystemExit("API_URL must look like http://api-backend:5000, without a login, a query or a fragment")
    return Settings(api_url)


def names_a_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - it is only read when asked for
    except ValueError:
        return False
    more = "@" in parts.netloc or parts.query or parts.fragment
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not more
