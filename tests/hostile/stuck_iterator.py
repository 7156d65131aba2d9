"""Returns an iterator that is stuck before its first item. Earns: practice"""


class Stuck:
    def __iter__(self):
        return self

    def __next__(self):
        while True:
            pass


def normalize(X):
    return Stuck()
