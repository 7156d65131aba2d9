"""Workshop W.1: from loops to matrices."""
