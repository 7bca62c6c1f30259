"""Serve the API until told to stop."""

import signal
import sys

# The first process of a container ignores this signal unless it says otherwise, and the imports below take a while.
# The server sets its own answer to it later.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

from .api import create_api  # noqa: E402
from .server import Server  # noqa: E402
from .settings import read_settings  # noqa: E402
from .store import Store  # noqa: E402

if __name__ == "__main__":
    settings = read_settings()
    Server(create_api(Store(settings.redis_url)), settings.log_level).run()
