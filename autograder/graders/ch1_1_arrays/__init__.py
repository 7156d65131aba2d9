"""Chapter 1.1: arrays."""
