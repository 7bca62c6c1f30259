"""What the page asks of the API."""

from typing import Any

import requests

# Seconds: for a connection, and for an answer.
WAIT = (2, 5)


class Unreachable(Exception):
    """No usable answer came."""


class Refused(Exception):
    """The API did not take what was sent; `problems` are lines that say why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


class Backend:
    """The API at an address."""

    def __init__(self, url: str) -> None:
        self._url = url

    def statistics(self) -> list[dict]:
        return self._ask("GET", "/data")["statistics"]

    def measurements(self, limit: int) -> list[dict]:
        """The newest first."""
        return self._ask("GET", f"/api/measurements?limit={limit}")["measurements"]

    def add(self, name: str, value: float, unit: str) -> dict:
        return self._ask("POST", "/api/measurements", {"name": name, "value": value, "unit": unit})

    def _ask(self, method: str, path: str, body: dict | None = None) -> dict[str, Any]:
        try:
            answer = requests.request(method, f"{self._url}{path}", json=body, timeout=WAIT)
            content = answer.json()
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from error
        if answer.status_code == 400:
            raise Refused(reasons(content))
        if not answer.ok:
            raise Unreachable(f"status {answer.status_code}")
        return content


def reasons(content: dict) -> list[str]:
    """A line for each problem, or the one that the API gives for all."""
    return [f"{each['field']}: {each['problem']}" for each in content.get("problems", [])] or [content["error"]]
