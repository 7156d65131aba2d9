"""Chapter 3.4: backpropagation."""
