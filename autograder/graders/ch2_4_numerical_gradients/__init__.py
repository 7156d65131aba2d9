"""Chapter 2.4: numerical gradients."""
