"""Grading: `run` puts a chapter's tests to a student's functions, `explain` finds the causes of what they say, and
`describe` shows calls in words. `table` holds what each known mistake answers to each test."""
