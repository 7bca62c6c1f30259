"""Serve the page until told to stop."""

import logging
import signal
import sys
from pathlib import Path

# The first process of a container ignores this signal unless it says otherwise, and the import of Streamlit takes a
# while. Streamlit sets its own answer to it later.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

from .settings import read_settings  # noqa: E402

if __name__ == "__main__":
    # Here already, so that a wrong setting ends the program instead of showing on the page.
    read_settings()
    # Streamlit writes its log to standard error; a container's log is its standard output.
    sys.stderr = sys.stdout
    logging.basicConfig(format="%(levelname)s %(name)s %(message)s")
    from streamlit.web.cli import main

    sys.argv = ["streamlit", "run", str(Path(__file__).with_name("app.py"))]
    main()
