"""Workshop W.2: patients through a layer."""
