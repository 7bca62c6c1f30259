"""The server that the API runs behind."""

from flask import Flask
from gunicorn.app.base import BaseApplication

from .log import log_settings

PORT = 5000

# Requests wait for Redis, not for the processor: threads serve more of them than processes would in the same memory.
THREADS = 16
# Seconds. Idle connections outlive those of the usual ingress controllers, so that none is closed as a request comes in.
KEEP_ALIVE = 120
# Seconds that open requests get to finish after SIGTERM; none takes longer than the two waits for Redis.
DRAIN = 10


class Server(BaseApplication):
    """Gunicorn with settings of its own; none is taken from files or arguments."""

    def __init__(self, api: Flask, log_level: str) -> None:
        self._api = api
        self._log_level = log_level
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"0.0.0.0:{PORT}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "keepalive": KEEP_ALIVE,
            "graceful_timeout": DRAIN,
            "control_socket_disable": True,
            "loglevel": self._log_level,
            "logconfig_dict": log_settings(self._log_level),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._api
