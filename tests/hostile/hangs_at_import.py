"""Never finishes loading, so that nothing of it can be called. Earns: nothing"""

while True:
    pass
