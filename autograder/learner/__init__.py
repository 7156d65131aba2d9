"""What a student uses: checks in a notebook, hints, the folder of a chapter."""
