"""Chapter 4.1: networks of any depth."""
