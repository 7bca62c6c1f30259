"""Serve the board until told to stop."""

import logging

import uvicorn

from .api import create_api
from .settings import read_settings
from .store import Store

if __name__ == "__main__":
    settings = read_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s")
    # The pool's own retries would fill the log; readiness says the same once a probe.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    api = create_api(Store(settings.database_url))
    uvicorn.run(api, host="0.0.0.0", port=settings.port, log_level=settings.log_level, access_log=False)
