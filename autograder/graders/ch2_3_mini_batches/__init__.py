"""Chapter 2.3: mini-batches."""
