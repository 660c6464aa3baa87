"""The tests of this folder share published cases and a made-up village."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.append(str(Path(__file__).parent))
settings.register_profile("compiled", deadline=None, max_examples=50)  # the first example compiles the kernels
settings.load_profile("compiled")
