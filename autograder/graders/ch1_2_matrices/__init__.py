"""Chapter 1.2: matrices."""
