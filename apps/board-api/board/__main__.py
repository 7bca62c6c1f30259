"""Serve the board until told to stop."""

import signal
import sys

# The first process of a container ignores this signal unless it says otherwise, and the imports below take a while.
# The server sets its own answer to it later.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

import logging  # noqa: E402

import uvicorn  # noqa: E402

from .api import create_api  # noqa: E402
from .settings import read_settings  # noqa: E402
from .store import Store  # noqa: E402

if __name__ == "__main__":
    settings = read_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    # The pool's own retries would fill the log; readiness says the same once a probe.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    api = create_api(Store(settings.database_url))
    uvicorn.run(api, host="0.0.0.0", port=settings.port, log_config=None, access_log=False, server_header=False)
