"""Chapter 0: the introduction."""
