"""Workshop W.4: one library."""
