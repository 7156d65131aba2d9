"""Grading a class through nbgrader: its commands, gradebook and feedback as they are, our isolation inside."""
