"""The tests of chapter 4.5 that you are given: what scores are worth. Run them with: pytest"""

import numpy as np

from autograder.checks import Mismatch, StudentRaised, advice, array, close, pure, unpack, visible

# accuracy

# Predicted: 0, 1, 0, 2, 2, 1 and 1.
SEVEN_SCORES = np.array([
    [0.9, 0.1, 0.0], [0.3, 0.9, 0.4], [0.7, 0.1, 0.0], [0.3, 0.4, 0.8],
    [0.4, 0.0, 0.5], [0.0, 0.6, 0.1], [0.2, 0.8, 0.0],
])  # fmt: skip
SEVEN_LABELS = np.array([0, 1, 0, 0, 0, 1, 1])
FOUR = "np.array([[1, 7, 3.0], [5, 2, 4], [0, 8, 6], [4, 3, 9]]), np.array([1, 0, 1, 1])"  # predicted: 1, 0, 1 and 2


@visible("accuracy", try_it=f"accuracy({FOUR})   # should be 0.75")
def test_accuracy_of_seven_samples_five_of_them_right(student):
    close(student.accuracy(SEVEN_SCORES, SEVEN_LABELS), 5 / 7)


# Predicted: 0, 2, 1, 2 and 2. No score is above one half, or they do not sum to 1.
SCORES = np.array([[0.4, 0.3, 0.3], [0.3, 0.3, 0.4], [-5.0, -1.0, -2.0], [7.0, 0.0, 9.0], [0.0, 0.1, 0.2]])
TRUTH = np.array([0, 2, 1, 0, 2])


@visible("accuracy")
def test_accuracy_of_labels_and_any_scores(student):
    close(student.accuracy(SCORES, TRUTH), 0.8)
    close(student.accuracy(SCORES, np.array([1, 0, 1, 1, 1])), 0.2)


@visible("accuracy")
def test_accuracy_of_one_hot_targets(student):
    close(student.accuracy(SCORES, np.eye(3)[TRUTH]), 0.8)
    close(student.accuracy(SCORES, np.eye(3)[[1, 0, 1, 1, 1]]), 0.2)


@visible("accuracy")
def test_accuracy_is_one_where_all_is_right_and_zero_where_all_is_wrong(student):
    close(student.accuracy(SCORES, np.array([0, 2, 1, 2, 2])), 1.0)
    close(student.accuracy(SCORES, np.array([1, 0, 2, 0, 0])), 0.0)


@visible("accuracy")
def test_accuracy_leaves_its_arguments_alone(student):
    pure(student.accuracy, SCORES, TRUTH)
    pure(student.accuracy, SCORES, np.eye(3)[TRUTH])


MISFITS = (
    np.array([0, 2, 1, 0]), np.array([0]), np.eye(3)[[0, 2, 1, 0]], np.eye(3)[[1]],
    np.eye(4)[TRUTH], np.eye(2)[[0, 1, 1, 0, 1]],
)  # fmt: skip


def refuses_misfits(function, *args):
    """Check that targets which do not fit SCORES raise an error of some kind."""
    for y in MISFITS:
        try:
            function(SCORES, y, *args)
        except StudentRaised:
            continue
        sentence = (
            f"Right. For five predictions of three classes and targets of shape {y.shape} it gives an answer without a "
            "word: whoever compares the shapes first finds such slips sooner."
        )
        raise Mismatch("not_raised", "takes targets that do not fit", advice=sentence)


@advice("accuracy")
def test_accuracy_of_targets_that_do_not_fit(student):
    refuses_misfits(student.accuracy)


# confusion_matrix


@visible("confusion_matrix", try_it=f"confusion_matrix({FOUR}, 3)   # should be [[1 0 0] [0 2 1] [0 0 0]]")
def test_confusion_matrix_of_seven_samples_of_three_classes(student):
    # Of class 0 two were recognized and two taken for 2; all three of class 1 were recognized.
    close(student.confusion_matrix(SEVEN_SCORES, SEVEN_LABELS, 3), [[2, 0, 2], [0, 3, 0], [0, 0, 0]])


# Predicted: 2, 2, 2, 0, 1, 1 and 2.
MANY_SCORES = np.array([
    [0.1, 0.2, 0.7], [0.3, 0.3, 0.4], [-3.0, -2.0, -1.0], [5.0, 1.0, 4.0],
    [0.2, 0.6, 0.2], [0.0, 0.1, 0.05], [1.0, 2.0, 3.0],
])  # fmt: skip
MANY_TRUTH = np.array([0, 0, 0, 0, 1, 2, 2])
MANY_COUNTS = [[1, 0, 3], [0, 1, 0], [0, 1, 1]]


@visible("confusion_matrix")
def test_confusion_matrix_counts_a_mistake_as_often_as_it_was_made(student):
    close(student.confusion_matrix(MANY_SCORES, MANY_TRUTH, 3), MANY_COUNTS)


@visible("confusion_matrix")
def test_confusion_matrix_of_one_hot_targets(student):
    close(student.confusion_matrix(MANY_SCORES, np.eye(3)[MANY_TRUTH], 3), MANY_COUNTS)
    close(student.confusion_matrix(MANY_SCORES[:4], np.eye(3)[[1, 2, 1, 0]], 3), [[1, 0, 0], [0, 0, 2], [0, 0, 1]])


@visible("confusion_matrix")
def test_confusion_matrix_has_zeros_for_classes_that_do_not_occur(student):
    y_pred = np.eye(5)[[1, 1, 3]]
    expected = np.zeros((5, 5))
    expected[1, 1] = expected[3, 1] = expected[3, 3] = 1
    close(student.confusion_matrix(y_pred, np.array([1, 3, 3]), 5), expected)


@visible("confusion_matrix")
def test_confusion_matrix_holds_every_sample_once(student):
    rng = np.random.default_rng(41)
    labels = rng.integers(0, 4, 50)
    counts = array(student.confusion_matrix(rng.random((50, 4)), labels, 4), (4, 4))
    close(counts.sum(), 50, what="the sum of all counts")
    close(counts.sum(axis=1), np.bincount(labels, minlength=4), what="the sums of the rows")


@visible("confusion_matrix")
def test_confusion_matrix_leaves_its_arguments_alone(student):
    pure(student.confusion_matrix, MANY_SCORES, MANY_TRUTH, 3)
    pure(student.confusion_matrix, MANY_SCORES, np.eye(3)[MANY_TRUTH], 3)


@advice("confusion_matrix")
def test_confusion_matrix_of_targets_that_do_not_fit(student):
    refuses_misfits(student.confusion_matrix, 3)


@advice("confusion_matrix")
def test_confusion_matrix_holds_whole_numbers(student):
    got = student.confusion_matrix(MANY_SCORES, MANY_TRUTH, 3)
    if np.asarray(got).dtype.kind == "f":
        sentence = "Right. Counts are whole numbers: np.zeros(..., dtype=int) holds them as such."
        raise Mismatch("dtype", "holds floats", advice=sentence)


@advice("confusion_matrix")
def test_confusion_matrix_of_labels_that_are_bytes_or_floats(student):
    # 600 samples of 20 classes: n_classes * label, and the counts, are more than a byte can hold.
    labels, predicted = np.repeat([19, 3], [500, 100]), np.repeat([18, 4, 0], [300, 250, 50])
    expected = np.zeros((20, 20))
    expected[19, 18], expected[19, 4], expected[3, 4], expected[3, 0] = 300, 200, 50, 50
    for kind, name in ((np.uint8, "bytes (uint8)"), (float, "floats")):
        try:
            close(student.confusion_matrix(np.eye(20)[predicted] - 0.5, labels.astype(kind), 20), expected)
        except (Mismatch, StudentRaised) as found:
            sentence = f"Right for ints; labels that are {name} go wrong. To take them too: y.astype(int) first."
            raise Mismatch("values", f"differs for labels that are {name}", advice=sentence) from found


# Practice


@visible(
    "precision_recall",
    try_it="precision_recall(np.array([[8, 2, 1], [4, 6, 3], [0, 7, 9]]), 1)   # 6 of 15 and 6 of 13: 0.4 and 0.4615",
)
def test_precision_recall_worked_out_by_hand(student):
    # Of class 1, six were found; 2 + 6 + 7 were predicted, and 4 + 6 + 3 there were.
    counts = np.array([[8, 2, 1], [4, 6, 3], [0, 7, 9]])
    precision, recall = unpack(student.precision_recall(counts, 1), "precision", "recall")
    close(precision, 0.4, what="the precision")
    close(recall, 6 / 13, what="the recall")


@visible(
    "precision_recall",
    try_it="precision_recall(np.array([[5, 0, 1], [3, 0, 1], [0, 0, 0]]), 1)   # never predicted: should be (0.0, 0.0)",
)
def test_precision_recall_is_zero_where_there_is_nothing_to_divide_by(student):
    # Class 1 was never predicted; class 2 never occurs.
    counts = np.array([[5, 0, 1], [3, 0, 1], [0, 0, 0]])
    for c in (1, 2):
        precision, recall = unpack(student.precision_recall(counts, c), "precision", "recall")
        close(precision, 0.0, what=f"the precision of class {c}")
        close(recall, 0.0, what=f"the recall of class {c}")
