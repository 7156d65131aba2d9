"""One report of a graded submission, and the ways to show it."""
