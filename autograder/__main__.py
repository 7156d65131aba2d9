"""`python -m autograder`: the command `course`, where its own program is not on the path."""

from autograder.cli import main

main()
