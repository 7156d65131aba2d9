"""Tests of chapter 4.5, visible and hidden."""

import numpy as np

from autograder.checks import (
    Mismatch,
    array,
    between,
    close,
    hidden,
    number,
    one_number_per_epoch,
    parameters,
    parameters_close,
    pure,
    raises,
    unpack,
    visible,
)

# momentum_update


@visible(
    "momentum_update",
    try_it="momentum_update(np.array([1.0, 0.0]), np.array([2.0, -1.0]), 0.9, 0.1)   # should be [0.7 0.1]",
)
def test_momentum_update_of_the_worked_example(student):
    close(student.momentum_update(np.array([1.0, 0.0]), np.array([2.0, -1.0]), 0.9, 0.1), [0.7, 0.1])


@visible(
    "momentum_update", try_it="momentum_update(np.zeros(2), np.array([4.0, -2.0]), 0.9, 0.25)   # should be [-1. 0.5]"
)
def test_momentum_update_from_rest_is_a_plain_step_downhill(student):
    close(student.momentum_update(np.zeros(2), np.array([4.0, -2.0]), 0.9, 0.25), [-1.0, 0.5])


@visible(
    "momentum_update", try_it="momentum_update(np.array([2.0, -4.0]), np.zeros(2), 0.75, 0.1)   # should be [1.5 -3.]"
)
def test_momentum_update_rolls_on_where_the_ground_is_flat(student):
    close(student.momentum_update(np.array([2.0, -4.0]), np.zeros(2), 0.75, 0.1), [1.5, -3.0])


@visible("momentum_update")
def test_momentum_update_gains_speed_on_an_even_slope(student):
    v, grad = np.zeros((1, 2)), np.array([[1.0, -2.0]])
    for speed in (0.1, 0.19, 0.271):
        v = array(student.momentum_update(v, grad, 0.9, 0.1), (1, 2))
        close(v, [[-speed, 2 * speed]], what="the velocity")


@visible("momentum_update", try_it="momentum_update(np.array([9.0]), np.array([2.0]), 0.0, 0.5)   # should be [-1.]")
def test_momentum_update_forgets_the_old_velocity_where_mu_is_zero(student):
    close(student.momentum_update(np.array([9.0, -7.0]), np.array([2.0, 1.0]), 0.0, 0.5), [-1.0, -0.5])


@hidden("momentum_update", weight=2)
def test_momentum_update_of_any_shape_and_rate(student):
    for seed, (shape, mu, lr) in enumerate(
        (((4, 3), 0.9, 0.1), ((2, 3, 4, 2), 0.5, 0.01), ((7,), 0.99, 2.0), ((1, 1), 0.3, 0.7), ((3, 3), 0.8, 0.2))
    ):
        rng = np.random.default_rng(seed)
        v, grad = rng.normal(size=shape), rng.normal(size=shape)
        expected = np.array([mu * a - lr * b for a, b in zip(v.flat, grad.flat, strict=True)]).reshape(shape)
        close(student.momentum_update(v, grad, mu, lr), expected)


@hidden("momentum_update")
def test_momentum_update_of_whole_numbers(student):
    v, grad = np.array([[1, -3], [0, 7]]), np.array([[5, 2], [-1, 4]])
    expected = [[0.4, -1.7], [0.1, 3.1]]
    close(student.momentum_update(v, grad, 0.5, 0.1) + [[0.4, 0.0], [0.0, 0.0]], np.add(expected, [[0, 0], [0, 0]]))
    close(student.momentum_update(v * 1.0, grad, 0.5, 0.1) + [[0.4, 0.0], [0.0, 0.0]], expected)


@visible("momentum_update")
def test_momentum_update_leaves_its_arguments_alone(student):
    pure(student.momentum_update, np.array([1.0, -2.0]), np.array([0.5, 3.0]), 0.9, 0.1)
