"""`python -m edulis` is the command `edulis`."""

import sys

from edulis.cli import main

sys.exit(main())
