"""`python -m ews_cli`: the same as the console script `ews`."""

import sys

from ews_cli.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
