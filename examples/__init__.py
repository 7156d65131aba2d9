"""Two models trained with the course's own library: a convolutional network, and one of dense layers only."""
