"""The grader of chapter 4.5."""
