"""Chapter 4.5: momentum, and the capstone."""
