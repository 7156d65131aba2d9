"""Chapter 4.4: regularization."""
