"""Chapter 2.2: gradient descent."""
