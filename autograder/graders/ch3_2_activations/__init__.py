"""Chapter 3.2: activation functions."""
