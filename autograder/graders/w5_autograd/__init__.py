"""Workshop W.5: gradients by themselves."""
