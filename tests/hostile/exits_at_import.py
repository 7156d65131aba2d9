"""Ends its process while it loads. Earns: nothing"""

import os

os._exit(0)
