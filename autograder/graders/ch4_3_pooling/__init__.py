"""Chapter 4.3: pooling, and a convolutional network."""
