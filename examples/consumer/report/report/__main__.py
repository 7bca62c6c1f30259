"""Serve the report until told to stop."""

import signal
import sys
from threading import Thread

from .server import make_server
from .settings import PORT, read_settings

if __name__ == "__main__":
    server = make_server(read_settings(), PORT)
    # Stopping waits for the loop that this handler interrupts, so somebody else has to ask for it.
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
    server.serve_forever()
    sys.exit(0)
