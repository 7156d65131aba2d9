"""Two models trained with the course's own library: a convolutional network, and one of dense layers only."""

import sys
from pathlib import Path

# The reference's library and practice answers. A library of the reader's own, where it is installed, comes first.
sys.path.append(str(Path(__file__).resolve().parent.parent / "solutions"))
