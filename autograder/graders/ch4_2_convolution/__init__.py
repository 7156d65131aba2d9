"""Chapter 4.2: convolution."""
