"""Workshop W.3: a network as objects."""
