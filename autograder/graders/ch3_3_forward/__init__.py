"""Chapter 3.3: the forward pass."""
