"""The tests of chapter 4.5 that only the grader has: what scores are worth."""

import numpy as np

from autograder.checks import close, hidden, pure, unpack

# accuracy


def draw(seed, n, k):
    """Scores of n samples for k classes, true labels that fit about half of them, and the predicted labels."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(n, k))
    predicted = np.array([max(range(k), key=row.__getitem__) for row in scores])
    labels = np.where(rng.random(n) < 0.5, predicted, rng.integers(0, k, n))
    return scores, labels, predicted


SIZES = ((7, 3), (3, 8), (1, 4), (4, 4), (60, 10), (12, 2))


@hidden("accuracy", weight=3)
def test_accuracy_of_other_sizes(student):
    for seed, (n, k) in enumerate(SIZES):
        scores, labels, predicted = draw(100 + seed, n, k)
        expected = sum(int(a == b) for a, b in zip(predicted, labels, strict=True)) / n
        close(student.accuracy(scores, labels), expected)
        close(student.accuracy(scores, np.eye(k)[labels]), expected)


@hidden("accuracy", weight=2)
def test_accuracy_of_as_many_samples_as_classes(student):
    scores = np.array([[0.1, 0.2, 0.7], [0.2, 0.1, 0.7], [0.6, 0.1, 0.3]])
    close(student.accuracy(scores, np.array([2, 0, 0])), 2 / 3)
    close(student.accuracy(scores, np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])), 2 / 3)
    close(student.accuracy(scores, np.array([1, 2, 2])), 1 / 3)
    close(student.accuracy(scores, np.array([[0, 1, 0], [0, 0, 1], [0, 0, 1]])), 1 / 3)


# confusion_matrix


@hidden("confusion_matrix", weight=4)
def test_confusion_matrix_of_other_sizes(student):
    for seed, (n, k) in enumerate(SIZES):
        scores, labels, predicted = draw(200 + seed, n, k)
        pairs = list(zip(labels.tolist(), predicted.tolist(), strict=True))
        expected = [[pairs.count((t, p)) for p in range(k)] for t in range(k)]
        close(student.confusion_matrix(scores, labels, k), expected)
        close(student.confusion_matrix(scores, np.eye(k)[labels], k), expected)


@hidden("confusion_matrix", weight=2)
def test_confusion_matrix_of_many_samples_and_classes(student):
    k = 20  # 600 samples: in some cells more than a byte can count
    labels, predicted = np.repeat([19, 3], [500, 100]), np.repeat([18, 4, 0], [300, 250, 50])
    expected = np.zeros((k, k))
    expected[19, 18], expected[19, 4], expected[3, 4], expected[3, 0] = 300, 200, 50, 50
    close(student.confusion_matrix(np.eye(k)[predicted] - 0.5, labels, k), expected)


# Practice


@hidden("precision_recall", weight=3)
def test_precision_recall_of_other_tables(student):
    for seed, k in enumerate((2, 3, 10)):
        counts = np.random.default_rng(50 + seed).integers(1, 40, (k, k))
        for c in {0, k // 2, k - 1}:
            precision, recall = unpack(student.precision_recall(counts, c), "precision", "recall")
            close(precision, counts[c, c] / sum(counts[t, c] for t in range(k)), what="the precision")
            close(recall, counts[c, c] / sum(counts[c, p] for p in range(k)), what="the recall")
    precision, recall = unpack(student.precision_recall(np.array([[1, 0], [0, 5]]), 0), "precision", "recall")
    close(precision, 1.0, what="the precision of a class with a single sample")
    close(recall, 1.0, what="the recall of a class with a single sample")
    pure(student.precision_recall, counts, 1)
