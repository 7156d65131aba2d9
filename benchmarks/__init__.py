"""How fast the course is, measured against its peers. Each file is a command of its own."""
