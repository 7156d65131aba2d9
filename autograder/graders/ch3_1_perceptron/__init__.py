"""Chapter 3.1: the perceptron."""
