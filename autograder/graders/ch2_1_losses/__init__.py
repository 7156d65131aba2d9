"""Chapter 2.1: losses."""
