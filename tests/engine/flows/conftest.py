"""The tests of this folder share published cases and a made-up village."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
