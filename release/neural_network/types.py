"""The types that the functions of the library share: parameters, loss functions and learning rates."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

# The parameters of a model by name, such as {"W1": ..., "b1": ...}: any names, any shapes.
Params = dict[str, NDArray[np.floating]]

# loss_fn(X, y, params) -> (loss, grads): a model as training sees it. The grads are named and shaped like params.
LossFunction = Callable[[NDArray[np.floating], NDArray[np.floating], Params], tuple[float, Params]]

# A number, or a function of how many updates have been made: lr(0) is the rate of the first.
LearningRate = float | Callable[[int], float]
