"""Grading a whole class without nbgrader: what was handed in is found, graded side by side, and stored."""
