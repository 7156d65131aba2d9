"""`course watch`: grader.py checks what was saved, saves.py notices it, session.py knows where one is, screen.py puts
it into lines, terminal.py has the terminal and its keys, run.py joins them."""
