"""The tests of chapter W.4 that you are given: Dropout and BatchNorm. Run them with: pytest"""

import numpy as np

from autograder.checks import LONG, Mismatch, array, calm, close, pure, visible
from autograder.graders.w3_network.helpers import rng
from autograder.graders.w4_library.helpers import dictionary, empty, gradient_of, layer_of, put

# Dropout

LARGE = 1 + rng(3).random((40, 50))


@visible("Dropout")
def test_dropout_without_training_changes_nothing(student):
    layer = layer_of(student, "Dropout", 0.25, rng())
    for arguments in ((LARGE, False), (LARGE,)):
        A = array(layer.forward(*arguments), LARGE.shape, what="without training, the result")
        if not A.all():
            raise Mismatch("values", "without training, the result has zeros in it", advice="Return X as it is.")
        close(A, LARGE, what="without training, the result")
        close(layer.backward(LARGE[::-1]), LARGE[::-1], what="without training, what backward returns")


def kept(student, p, seed=0):
    """What dropout in training makes of many numbers: which of them are kept, as 0 and 1."""
    layer = layer_of(student, "Dropout", p, rng(seed))
    A = array(layer.forward(LARGE, True), LARGE.shape)
    mask = (A != 0).astype(float)
    close(A, LARGE * mask / p, what=f"with p={p}, what is not 0")
    return layer, mask


@visible("Dropout")
def test_dropout_in_training_keeps_a_share_p_and_makes_up_for_the_rest(student):
    for p in (0.25, 0.8):
        # The share of 2000 tosses has a deviation of at most 0.0097: 0.07 is more than seven of them.
        share = kept(student, p)[1].mean()
        if abs(share - p) > 0.07:
            seen = f"with p={p}, a share of {share:.2f} of 2000 numbers is kept"
            raise Mismatch("values", seen, should_be=f"about {p}", advice="p is the probability to KEEP.")


@visible("Dropout")
def test_dropout_sends_back_through_the_mask_of_the_forward_pass(student):
    layer, mask = kept(student, 0.5)
    dA = np.arange(1.0, 2001.0).reshape(40, 50)
    dX = array(layer.backward(dA), dA.shape, what="what backward returns")
    if not np.array_equal(dX[mask == 0], dA[mask == 0] * 0) and not dX.all():
        raise Mismatch("values", "backward drops other elements than forward did", advice="Keep the mask of forward.")
    close(dX, dA * mask * 2, what="what backward returns")


@visible("Dropout")
def test_dropout_tosses_anew_each_time_from_rng(student):
    layer, first = kept(student, 0.5, seed=1)
    # Two sets of 2000 tosses agree with a probability of 2 ** -2000.
    if np.array_equal(array(layer.forward(LARGE, True), LARGE.shape) != 0, first):
        raise Mismatch("values", "the second call drops the same elements as the first", advice="Toss in forward.")
    if not np.array_equal(kept(student, 0.5, seed=1)[1], first):
        raise Mismatch("values", "two layers with the same seed drop different elements", advice="Draw from rng.")
    if np.array_equal(kept(student, 0.5, seed=2)[1], first):
        raise Mismatch("values", "two layers with different seeds drop the same elements", advice="Draw from rng.")


@visible("Dropout")
def test_dropout_has_no_parameters_and_leaves_arrays_alone(student):
    empty(layer_of(student, "Dropout", 0.5, rng()))
    layer = layer_of(student, "Dropout", 0.5, rng())
    layer.forward(LARGE, True)
    layer.backward(LARGE)
    layer.forward(LARGE)
    layer.backward(LARGE)
    calm(student.calls)


# BatchNorm

BATCH = np.array([[1.0, 10.0, -2.0], [3.0, 20.0, -2.0], [5.0, 60.0, 4.0], [7.0, 30.0, 0.0]])
BATCH_DA = np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 0.0], [0.5, 1.0, -2.0], [2.0, 0.0, 1.0]])
SCALE, SHIFT = np.array([1.0, 2.0, -1.0]), np.array([0.0, 5.0, 0.5])
IMAGES = np.array(
    [
        [[[1.0, 2.0], [3.0, 6.0]], [[0.0, 4.0], [-4.0, 8.0]]],
        [[[5.0, 0.0], [1.0, 2.0]], [[2.0, 2.0], [6.0, -6.0]]],
        [[[4.0, 4.0], [0.0, -4.0]], [[1.0, 1.0], [3.0, 7.0]]],
    ]
)


def batch_norm(student, scale=None, shift=None, n=3, **kwargs):
    """A layer of the student's with this scale and this shift, and their names in params."""
    layer = layer_of(student, "BatchNorm", n, **kwargs)
    params = dictionary(layer.params, "params")
    if any(isinstance(value, np.ndarray) and value.dtype.kind in "iu" for value in params.values()):
        seen = "params holds arrays of whole numbers, which cut off what an optimizer writes into them"
        raise Mismatch("type", seen, should_be="floats", advice="np.ones(n_features) without dtype.")
    values = [value.tolist() if isinstance(value, np.ndarray) else value for value in params.values()]
    if sorted(map(str, values)) != sorted((str([1.0] * n), str([0.0] * n))):
        seen = "params does not begin with a scale of ones and a shift of zeros, and nothing else"
        raise Mismatch("values", seen, should_be=f"two arrays ({n},)", advice="np.ones(n_features), np.zeros(...).")
    names = sorted(params, key=lambda name: -params[name][0])
    for name, value in zip(names, (scale, shift), strict=True):
        if value is not None:
            student.inside(put, layer, name, value)
    return layer, *names


@visible("BatchNorm")
def test_batch_norm_in_training_standardizes_every_feature_of_the_batch(student):
    layer, _, _ = batch_norm(student)
    expected = [
        [-1.3416394, -1.0690450, -0.8164959],
        [-0.4472131, -0.5345225, -0.8164959],
        [0.4472131, 1.6035675, 1.6329918],
        [1.3416394, 0.0, 0.0],
    ]
    close(layer.forward(BATCH, True), expected, what="X_hat")


@visible("BatchNorm")
def test_batch_norm_scales_and_shifts_every_feature(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    expected = [
        [-1.3416394, 2.8619101, 1.3164959],
        [-0.4472131, 3.9309550, 1.3164959],
        [0.4472131, 8.2071349, -1.1329918],
        [1.3416394, 5.0, 0.5],
    ]
    close(layer.forward(BATCH, True), expected)


@visible("BatchNorm")
def test_batch_norm_of_images_has_one_feature_for_each_channel(student):
    layer, _, _ = batch_norm(student, n=2)
    expected = [
        [[[-0.387298, 0.0], [0.387298, 1.5491922]], [[-0.505291, 0.505291], [-1.515873, 1.515873]]],
        [[[1.1618941, -0.7745961], [-0.387298, 0.0]], [[0.0, 0.0], [1.010582, -2.021164]]],
        [[[0.7745961, 0.7745961], [-0.7745961, -2.3237883]], [[-0.2526455, -0.2526455], [0.2526455, 1.2632275]]],
    ]
    close(layer.forward(IMAGES, True), expected)
    close(layer.running_mean, [0.2, 0.2], what="running_mean after images")


@visible("BatchNorm")
def test_batch_norm_keeps_running_statistics(student):
    layer, _, _ = batch_norm(student)
    close(layer.running_mean, np.zeros(3), what="running_mean at first")
    close(layer.running_var, np.ones(3), what="running_var at first")
    layer.forward(BATCH, True)
    close(layer.running_mean, [0.4, 3.0, 0.0], what="running_mean after a batch")
    close(layer.running_var, [1.4, 35.9, 1.5], what="running_var after a batch")
    layer.forward(BATCH, True)
    close(layer.running_mean, [0.76, 5.7, 0.0], what="running_mean after two batches")
    close(layer.running_var, [1.76, 67.31, 1.95], what="running_var after two batches")


@visible("BatchNorm")
def test_batch_norm_without_training_uses_the_running_statistics(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    layer.forward(BATCH, True)
    for arguments in ((BATCH[:2], False), (BATCH[:2],)):
        expected = [[0.5070907, 7.3365805, 2.1329877], [2.1973932, 10.6745527, 2.1329877]]
        close(layer.forward(*arguments), expected, what="without training, the result")
    close(layer.running_mean, [0.4, 3.0, 0.0], what="running_mean after use")
    close(layer.running_var, [1.4, 35.9, 1.5], what="running_var after use")


@visible("BatchNorm")
def test_batch_norm_backward_in_training_worked_out_by_hand(student):
    layer, scale, shift = batch_norm(student, SCALE, SHIFT)
    for _ in range(2):  # anew each time
        layer.forward(BATCH, True)
        dX = layer.backward(BATCH_DA)
    close(gradient_of(layer, shift, (3,)), [2.5, 4.0, 1.0], what="the gradient of the shift", rtol=LONG)
    close(gradient_of(layer, scale, (3,)), [2.0124592, 0.0, -4.8989754], what="the gradient of the scale", rtol=LONG)
    expected = [
        [0.4695732, -0.1069045, -0.3061866],
        [-0.6260986, 0.2138090, 0.5103093],
        [-0.1565244, 0.0, 0.1020633],
        [0.3130498, -0.1069045, -0.3061860],
    ]
    close(dX, expected, what="dX", rtol=LONG)


@visible("BatchNorm")
def test_batch_norm_backward_without_training_worked_out_by_hand(student):
    layer, scale, shift = batch_norm(student, SCALE, SHIFT)
    layer.forward(BATCH, True)
    layer.forward(BATCH)
    dX = layer.backward(BATCH_DA)
    expected = [
        [0.8451512, 0.0, -1.6329877],
        [-0.8451512, 1.0013916, 0.0],
        [0.4225756, 0.3337972, 1.6329877],
        [1.6903025, 0.0, -0.8164939],
    ]
    close(dX, expected, what="without training, dX", rtol=LONG)
    close(gradient_of(layer, shift, (3,)), [2.5, 4.0, 1.0], what="the gradient of the shift", rtol=LONG)
    expected = [11.4095417, 18.0250497, -9.7979263]
    close(gradient_of(layer, scale, (3,)), expected, what="the gradient of the scale", rtol=LONG)


@visible("BatchNorm")
def test_batch_norm_of_a_single_sample_gives_the_shift(student):
    layer, _, _ = batch_norm(student, SCALE, SHIFT)
    close(layer.forward(BATCH[:1], True), [SHIFT], what="in training, the result for one sample")


@visible("BatchNorm")
def test_batch_norm_leaves_the_arrays_it_is_given_alone(student):
    layer, scale, _ = batch_norm(student, SCALE, SHIFT)
    for training in (True, False):
        layer.forward(BATCH.copy(), training)
        layer.backward(BATCH_DA.copy())
    close(layer.params[scale], SCALE, what="the scale after backward")
    calm(student.calls)


# Practice


@visible(
    "standardize_batch",
    try_it="standardize_batch(np.array([[1.0, 5.0], [3.0, 5.0]]), eps=0.0625)   # should be [[-0.97 0.] [0.97 0.]]",
)
def test_standardize_batch_of_three_features_worked_out_by_hand(student):
    expected = [
        [-1.3416394, -1.0690450, -0.8164959],
        [-0.4472131, -0.5345225, -0.8164959],
        [0.4472131, 1.6035675, 1.6329918],
        [1.3416394, 0.0, 0.0],
    ]
    close(student.standardize_batch(BATCH), expected)


@visible("standardize_batch")
def test_standardize_batch_adds_eps_to_the_variance(student):
    X = np.array([[1.0, 5.0], [3.0, 5.0]])
    close(student.standardize_batch(X, eps=0.5625), [[-0.8, 0.0], [0.8, 0.0]])


@visible("standardize_batch")
def test_standardize_batch_leaves_its_argument_alone(student):
    pure(student.standardize_batch, BATCH.copy())
