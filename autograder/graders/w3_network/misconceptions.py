"""The mistakes of workshop W.3: each a wrong implementation that runs, with the sentence that explains it."""

import time
from types import SimpleNamespace

import numpy as np

from autograder.checks.misconception import misconception
from neural_network.activations import softmax
from neural_network.losses import binary_cross_entropy, mse_loss
from neural_network.mini_batches import minibatches
from neural_network.network import Network, _bend, _loss

# Dense. Each is the right layer with one method, or one step of it, gone wrong.


class Layer:
    """The right layer, in steps that can go wrong one by one."""

    def __init__(self, n_in, n_out, activation, rng):
        if activation != "softmax":
            _bend(activation)
        self.activation = activation
        self.W, self.b = self.first_weights(n_in, n_out, rng), np.zeros((1, n_out))

    def first_weights(self, n_in, n_out, rng):
        return rng.normal(0.0, np.sqrt(1 / n_in), (n_in, n_out))

    def scores(self, X):
        return X @ self.W + self.b

    def bent(self, Z):
        return softmax(Z) if self.activation == "softmax" else _bend(self.activation)[0](Z)

    def forward(self, X):
        self.X, self.Z = X, self.scores(X)
        self.A = self.bent(self.Z)
        return self.A

    def slope(self):
        return _bend(self.activation)[1](self.Z)

    def delta(self, dA):
        if self.activation == "softmax":
            return self.softmax_delta(dA)
        return dA * self.slope()

    def softmax_delta(self, dA):
        return self.A * (dA - (dA * self.A).sum(axis=1, keepdims=True))

    def weight_gradient(self, dZ):
        return self.X.T @ dZ

    def bias_gradient(self, dZ):
        return dZ.sum(axis=0, keepdims=True)

    def message(self, dA, dZ):
        return dZ @ self.W.T

    def backward(self, dA):
        dZ = self.delta(dA)
        self.dW, self.db = self.weight_gradient(dZ), self.bias_gradient(dZ)
        return self.message(dA, dZ)


@misconception("Dense", "The scores lack the biases: X @ self.W + self.b.")
class forgets_the_biases(Layer):
    def scores(self, X):
        return X @ self.W


@misconception("Dense", "The biases are subtracted. They are added to the scores: X @ self.W + self.b.")
class subtracts_the_biases(Layer):
    def scores(self, X):
        return X @ self.W - self.b


@misconception("Dense", "forward returns nothing. After storing self.A, it has to end with: return self.A.")
class forward_returns_nothing(Layer):
    def forward(self, X):
        super().forward(X)


@misconception("Dense", "forward returns the scores Z. Its answer is what the activation makes of them: return self.A.")
class forward_returns_the_scores(Layer):
    def forward(self, X):
        super().forward(X)
        return self.Z


@misconception("Dense", "W has one row a neuron. Here it has one row an input, so that X @ W works: (n_in, n_out).")
class stores_the_weights_transposed(Layer):
    def first_weights(self, n_in, n_out, rng):
        return super().first_weights(n_in, n_out, rng).T


@misconception("Dense", "The biases are a flat array. Make them a row: np.zeros((1, n_out)).")
class makes_flat_biases(Layer):
    def __init__(self, n_in, n_out, activation, rng):
        super().__init__(n_in, n_out, activation, rng)
        self.b = np.zeros(n_out)


@misconception("Dense", "The biases start at random. They start from zeros: np.zeros((1, n_out)).")
class starts_from_random_biases(Layer):
    def __init__(self, n_in, n_out, activation, rng):
        super().__init__(n_in, n_out, activation, rng)
        self.b = rng.normal(size=(1, n_out))


@misconception("Dense", "The weights are called something else. Others read them as layer.W and layer.b: self.W = ...")
class calls_the_weights_by_other_names(Layer):
    def __init__(self, n_in, n_out, activation, rng):
        super().__init__(n_in, n_out, activation, rng)
        self.weights, self.biases = self.W, self.b
        del self.W, self.b


@misconception("Dense", "All weights are equal, so all neurons of the layer stay alike forever. Draw them: rng.normal.")
class starts_from_zero_weights(Layer):
    def first_weights(self, n_in, n_out, rng):
        return np.zeros((n_in, n_out))


@misconception("Dense", "The weights come from a generator of your own. Draw from the rng that is handed in.")
class draws_from_another_generator(Layer):
    def first_weights(self, n_in, n_out, rng):
        return super().first_weights(n_in, n_out, np.random.default_rng())


@misconception("Dense", "The generator is made anew with a fixed seed, so that all layers start alike. Use rng itself.")
class draws_with_a_fixed_seed(Layer):
    def first_weights(self, n_in, n_out, rng):
        return super().first_weights(n_in, n_out, np.random.default_rng(0))


@misconception("Dense", "One weight is drawn for a whole row. Draw all of them: rng.normal(0.0, scale, (n_in, n_out)).")
class draws_one_weight_a_row(Layer):
    def first_weights(self, n_in, n_out, rng):
        return np.repeat(super().first_weights(n_in, 1, rng), n_out, axis=1)


@misconception(
    "Dense", "The weights are not scaled. With many inputs the scores are then huge: np.sqrt(2 / n_in) * ..."
)
class forgets_to_scale_the_weights(Layer):
    def first_weights(self, n_in, n_out, rng):
        return rng.normal(size=(n_in, n_out))


@misconception(
    "Dense", "You give the variance, 2 / n_in, to rng.normal, which wants the standard deviation: np.sqrt(2 / n_in)."
)
class takes_the_variance_for_the_scale(Layer):
    def first_weights(self, n_in, n_out, rng):
        return rng.normal(0.0, 2 / n_in, (n_in, n_out))


@misconception("Dense", "rng.random gives positive weights only. rng.normal(0.0, scale, ...) gives both signs.")
class draws_positive_weights_only(Layer):
    def first_weights(self, n_in, n_out, rng):
        return np.sqrt(2 / n_in) * rng.random((n_in, n_out))


@misconception("Dense", "leaky_relu leaks too much. Its slope on the negative side is 0.01.")
class leaks_a_tenth(Layer):
    def bent(self, Z):
        return np.where(Z > 0, Z, 0.1 * Z) if self.activation == "leaky_relu" else super().bent(Z)


@misconception("Dense", "leaky_relu is done as relu. On the negative side it keeps 0.01 of the score.")
class takes_leaky_relu_for_relu(Layer):
    def bent(self, Z):
        return np.maximum(Z, 0) if self.activation == "leaky_relu" else super().bent(Z)


@misconception("Dense", "tanh is done as sigmoid. It runs from -1 to 1: np.tanh(Z).")
class takes_tanh_for_sigmoid(Layer):
    def bent(self, Z):
        return 1 / (1 + np.exp(-Z)) if self.activation == "tanh" else super().bent(Z)


@misconception("Dense", "softmax runs over the samples. The classes of one sample compete with each other: axis=1.")
class softmax_over_the_samples(Layer):
    def bent(self, Z):
        return softmax(Z.T).T if self.activation == "softmax" else super().bent(Z)


@misconception("Dense", "softmax divides by the sum over all samples. Sum over each row: axis=1, keepdims=True.")
class softmax_over_everything(Layer):
    def bent(self, Z):
        if self.activation != "softmax":
            return super().bent(Z)
        e = np.exp(Z - Z.max())
        return e / e.sum()


@misconception(
    "Dense", "softmax overflows for large scores. Subtract each row's maximum first, as chapter 3.2's softmax does."
)
class softmax_overflows(Layer):
    def bent(self, Z):
        if self.activation != "softmax":
            return super().bent(Z)
        e = np.exp(Z)
        return e / e.sum(axis=1, keepdims=True)


@misconception("Dense", "An activation that does not exist is accepted. Check the name in __init__: raise ValueError.")
class accepts_any_activation(Layer):
    def __init__(self, n_in, n_out, activation, rng):
        self.activation = activation
        self.W, self.b = self.first_weights(n_in, n_out, rng), np.zeros((1, n_out))

    def bent(self, Z):
        known = self.activation in ("sigmoid", "tanh", "relu", "leaky_relu", "softmax")
        return super().bent(Z) if known else Z * 1.0


@misconception(
    "Dense", "An unknown activation raises an error, but no ValueError: check the name and say what is wrong."
)
class lets_an_unknown_activation_fail_by_itself(Layer):
    def __init__(self, n_in, n_out, activation, rng):
        {"sigmoid": 1, "tanh": 1, "relu": 1, "leaky_relu": 1, "softmax": 1, "linear": 1}[activation]
        super().__init__(n_in, n_out, activation, rng)


@misconception("Dense", "db is the mean over the samples. The 1 / n is in dA already, so add up: dZ.sum(axis=0, ...).")
class averages_the_bias_gradient(Layer):
    def bias_gradient(self, dZ):
        return dZ.mean(axis=0, keepdims=True)


@misconception("Dense", "dW is divided by n. The 1 / n of the mean is in dA already: X.T @ dZ, and no more.")
class divides_the_weight_gradient_by_n(Layer):
    def weight_gradient(self, dZ):
        return self.X.T @ dZ / len(self.X)


@misconception("Dense", "db is a flat array. Keep the axis, so that it has the shape of b: keepdims=True.")
class makes_a_flat_bias_gradient(Layer):
    def bias_gradient(self, dZ):
        return dZ.sum(axis=0)


@misconception("Dense", "db adds up everything into one number. Sum over the samples alone: axis=0, keepdims=True.")
class sums_the_bias_gradient_over_everything(Layer):
    def bias_gradient(self, dZ):
        return np.full((1, dZ.shape[1]), dZ.sum())


@misconception("Dense", "dW is transposed. It has the shape of W: X.T @ dZ, and not dZ.T @ X.")
class transposes_the_weight_gradient(Layer):
    def weight_gradient(self, dZ):
        return dZ.T @ self.X


@misconception("Dense", "dW has the wrong sign. The step subtracts it, so that the gradient itself is X.T @ dZ.")
class negates_the_weight_gradient(Layer):
    def weight_gradient(self, dZ):
        return -self.X.T @ dZ


@misconception("Dense", "backward returns nothing. The layer before needs dX: return dZ @ self.W.T.")
class backward_returns_nothing(Layer):
    def message(self, dA, dZ):
        return None


@misconception("Dense", "backward returns dZ. The layer before needs the gradient by X: dZ @ self.W.T.")
class returns_dz(Layer):
    def message(self, dA, dZ):
        return dZ


@misconception("Dense", "backward returns dW. It is kept in self.dW; the layer before needs dX: dZ @ self.W.T.")
class returns_dw(Layer):
    def message(self, dA, dZ):
        return self.dW


@misconception("Dense", "backward returns the pair of gradients. These are kept as self.dW and self.db; return dX.")
class returns_the_gradients(Layer):
    def message(self, dA, dZ):
        return self.dW, self.db


@misconception("Dense", "dX goes back through W untransposed. It has to lead from n_out to n_in: dZ @ self.W.T.")
class sends_back_through_the_untransposed_weights(Layer):
    def message(self, dA, dZ):
        return dZ @ self.W


@misconception("Dense", "dX skips the slope of the activation. Send back dZ, not dA: dZ @ self.W.T.")
class sends_back_da_instead_of_dz(Layer):
    def message(self, dA, dZ):
        return dA @ self.W.T


@misconception("Dense", "backward leaves out the slope of the activation: dZ = dA * activation'(Z).")
class forgets_the_slope(Layer):
    def slope(self):
        return 1.0


@misconception("Dense", "ReLU's slope is 1 or 0: multiply by Z > 0, not by relu(Z).")
class multiplies_by_the_relu_itself(Layer):
    def slope(self):
        return self.A if self.activation == "relu" else super().slope()


@misconception("Dense", "The slope is taken at A. Derivatives such as tanh_derivative want the scores: self.Z.")
class takes_the_slope_at_the_answer(Layer):
    def slope(self):
        return _bend(self.activation)[1](self.A)


@misconception("Dense", "The slope of the sigmoid is A * (1 - A); the second factor is missing.")
class forgets_half_of_the_sigmoids_slope(Layer):
    def slope(self):
        return self.A if self.activation == "sigmoid" else super().slope()


@misconception("Dense", "The slope of tanh is 1 - A**2. A * (1 - A) is that of the sigmoid.")
class takes_the_sigmoids_slope_for_tanh(Layer):
    def slope(self):
        return self.A * (1 - self.A) if self.activation == "tanh" else super().slope()


@misconception("Dense", "The slope of tanh is 1 - A**2; the square is missing.")
class forgets_the_square_in_the_slope_of_tanh(Layer):
    def slope(self):
        return 1 - self.A if self.activation == "tanh" else super().slope()


@misconception("Dense", "The slope of leaky_relu is 0.01 on the negative side, and not 0.")
class takes_the_slope_of_relu_for_leaky_relu(Layer):
    def slope(self):
        return (self.Z > 0) * 1.0 if self.activation == "leaky_relu" else super().slope()


@misconception(
    "Dense",
    "For softmax you take A * (1 - A) alone. Each score changes all probabilities of its row: "
    "dZ = A * (dA - (dA * A).sum(axis=1, keepdims=True)).",
)
class takes_the_diagonal_of_the_jacobian(Layer):
    def softmax_delta(self, dA):
        return dA * self.A * (1 - self.A)


@misconception(
    "Dense",
    "For softmax you hand dA on as if it were dZ. That is right only for A - y, which dA is not: here dA is the "
    "gradient by the probabilities, and softmax's own slopes are still to come.",
)
class takes_da_of_softmax_for_dz(Layer):
    def softmax_delta(self, dA):
        return dA


@misconception("Dense", "For softmax, the sum of dA * A runs over the samples. It runs over each row: axis=1.")
class sums_softmaxs_slopes_over_the_samples(Layer):
    def softmax_delta(self, dA):
        return self.A * (dA - (dA * self.A).sum(axis=0, keepdims=True))


@misconception("Dense", "For softmax, the factor A in front is missing: A * (dA - the sum of dA * A over each row).")
class forgets_the_factor_of_softmaxs_slopes(Layer):
    def softmax_delta(self, dA):
        return dA - (dA * self.A).sum(axis=1, keepdims=True)


@misconception("Dense", "For softmax, the sum is of dA alone: it is dA * A that is summed over each row.")
class forgets_the_weights_in_softmaxs_sum(Layer):
    def softmax_delta(self, dA):
        return self.A * (dA - dA.sum(axis=1, keepdims=True))


@misconception("Dense", "dW and db are added to those of the call before, with +=. Set them anew, with =.")
class adds_gradients_up(Layer):
    def backward(self, dA):
        before = getattr(self, "dW", 0), getattr(self, "db", 0)
        dX = super().backward(dA)
        self.dW, self.db = self.dW + before[0], self.db + before[1]
        return dX


@misconception("Dense", "backward changes W and b. It only computes gradients; the step is taken by fit.")
class takes_a_step_in_backward(Layer):
    def backward(self, dA):
        dX = super().backward(dA)
        self.W, self.b = self.W - 0.1 * self.dW, self.b - 0.1 * self.db
        return dX


@misconception("Dense", "The layer remembers its first batch only. Store X, Z and A anew in every forward pass.")
class remembers_the_first_batch(Layer):
    def forward(self, X):
        A = super().forward(X)
        self.first = getattr(self, "first", (self.X, self.Z, self.A))
        self.X, self.Z, self.A = self.first
        return A


@misconception(
    "Dense", "The gradients belong to the class, so that all layers share them. Write self.dW, not Dense.dW."
)
class keeps_gradients_in_the_class(Layer):
    shared = {}

    @property
    def dW(self):
        return self.shared["dW"]

    @dW.setter
    def dW(self, value):
        self.shared["dW"] = value


@misconception("Dense", "The weights belong to the class, so that all layers share them. Write self.W, not Dense.W.")
class keeps_weights_in_the_class(Layer):
    shared = {}

    @property
    def W(self):
        return self.shared["W"]

    @W.setter
    def W(self, value):
        self.shared["W"] = value


@misconception("Dense", "dA *= ... writes into the caller's array. Make a new one: dZ = dA * ...")
class writes_into_da(Layer):
    def delta(self, dA):
        dA *= 1.0 if self.activation == "softmax" else self.slope()
        return self.softmax_delta(dA) if self.activation == "softmax" else dA


@misconception(
    "Dense", "W is copied when the layer is made, so that new weights have no effect. Use self.W in forward."
)
class works_on_a_copy_of_the_weights(Layer):
    def scores(self, X):
        self.copied = getattr(self, "copied", self.W)
        return X @ self.copied + self.b


# Network


@misconception(
    "Network", "Every layer is given X. Each is given what the layer before it answered: X = layer.forward(X)."
)
class gives_x_to_every_layer(Network):
    def forward(self, X):
        for layer in self.layers:
            A = layer.forward(X)
        return A


@misconception("Network", "forward leaves out the last layer.")
class forgets_the_last_layer(Network):
    def forward(self, X):
        for layer in self.layers[:-1]:
            X = layer.forward(X)
        return X


@misconception("Network", "forward returns after the first layer: the return stands inside the loop. Move it out.")
class returns_inside_the_loop(Network):
    def forward(self, X):
        for layer in self.layers:
            return layer.forward(X)


@misconception("Network", "forward returns nothing. After the loop it has to end with: return X.")
class network_forward_returns_nothing(Network):
    def forward(self, X):
        super().forward(X)


@misconception("Network", "forward returns the answers of all layers. Return that of the last one only.")
class returns_all_answers(Network):
    def forward(self, X):
        answers = []
        for layer in self.layers:
            X = layer.forward(X)
            answers.append(X)
        return answers


@misconception("Network", "The layers are called something else. Others read them as network.layers: self.layers = ...")
class calls_the_layers_by_another_name(Network):
    def __init__(self, layers):
        self.all_layers = list(layers)

    def forward(self, X):
        for layer in self.all_layers:
            X = layer.forward(X)
        return X


@misconception("Network", "The layers are kept from the last to the first. Keep them in the order that is given.")
class keeps_the_layers_reversed(Network):
    def __init__(self, layers):
        self.layers = list(layers)[::-1]

    def forward(self, X):
        for layer in reversed(self.layers):
            X = layer.forward(X)
        return X

    def backward(self, dA):
        for layer in self.layers:
            dA = layer.backward(dA)
        return dA


@misconception("Network", "predict rounds the output. It answers what forward answers, as it is.")
class predict_rounds(Network):
    def predict(self, X):
        return np.round(self.forward(X))


@misconception(
    "Network", "predict gives labels, by argmax. It answers what forward answers, one row of numbers a sample."
)
class predict_gives_labels(Network):
    def predict(self, X):
        return self.forward(X).argmax(axis=1)


@misconception("Network", "predict returns nothing: return self.forward(X).")
class predict_returns_nothing(Network):
    def predict(self, X):
        self.forward(X)


@misconception("Network", "predict lets only the last layer answer. The samples have to go through all of them.")
class predict_uses_the_scores(Network):
    def predict(self, X):
        self.forward(X)
        return self.layers[-1].Z


@misconception(
    "Network", "backward runs from the first layer to the last. It has to run from the last: reversed(layers)."
)
class goes_backward_in_forward_order(Network):
    def backward(self, dA):
        for layer in self.layers:
            dA = layer.backward(dA)
        return dA


@misconception(
    "Network",
    "Every layer is given the same dA. Each is given what the layer after it sent back: dA = layer.backward(dA).",
)
class gives_da_to_every_layer(Network):
    def backward(self, dA):
        for layer in reversed(self.layers):
            dX = layer.backward(dA)
        return dX


@misconception("Network", "backward stops before the first layer, which then has no gradients.")
class skips_the_first_layer_backward(Network):
    def backward(self, dA):
        for layer in reversed(self.layers[1:]):
            dA = layer.backward(dA)
        return dA


@misconception("Network", "backward leaves out the last layer: the dA that is given is for its answer, not its input.")
class skips_the_last_layer_backward(Network):
    def backward(self, dA):
        for layer in reversed(self.layers[:-1]):
            dA = layer.backward(dA)
        return dA


@misconception("Network", "backward returns nothing. After the loop it has to end with: return dA.")
class network_backward_returns_nothing(Network):
    def backward(self, dA):
        super().backward(dA)


@misconception("Network", "backward returns the dA it was given. Return what the first layer sent back.")
class returns_the_da_it_was_given(Network):
    def backward(self, dA):
        super().backward(dA)
        return dA


@misconception("Network", "backward divides by n. The 1 / n of the mean is in dA already.")
class network_divides_by_n(Network):
    def backward(self, dA):
        return super().backward(dA / len(dA))


@misconception("Network", "backward takes a step. It only has the layers compute their gradients; fit takes the steps.")
class network_takes_a_step(Network):
    def backward(self, dA):
        dX = super().backward(dA)
        for layer in self.layers:
            layer.W, layer.b = layer.W - 0.1 * layer.dW, layer.b - 0.1 * layer.db
        return dX


# fit. Each is the right training with one of its steps gone wrong.


class Training:
    """The right training, in steps that can go wrong one by one."""

    def __init__(self, network, X, y, X_val, y_val, lr, batch_size, epochs, rng):
        self.network, self.lr, self.batch_size, self.epochs, self.rng = network, lr, batch_size, epochs, rng
        self.X, self.y, self.X_val, self.y_val = X, y, X_val, y_val
        self.history = SimpleNamespace(
            train_loss=[], val_loss=[], val_accuracy=[], seconds=[], best_epoch=0, stopped_improving=False
        )

    def loss(self, A, y):
        return _loss(A, y, self.network.layers[-1].activation)[0]

    def slope(self, A, y):
        return _loss(A, y, self.network.layers[-1].activation)[1]

    def batches(self):
        return minibatches(self.X, self.y, self.batch_size, self.rng)

    def step(self):
        for layer in self.network.layers:
            layer.W, layer.b = layer.W - self.lr * layer.dW, layer.b - self.lr * layer.db

    def epoch(self):
        """Train for an epoch; the mean loss of its batches."""
        total = 0.0
        for X_b, y_b in self.batches():
            A = self.network.forward(X_b)
            total += self.loss(A, y_b) * len(X_b)
            self.network.backward(self.slope(A, y_b))
            self.step()
        return total / len(self.X)

    def judged(self):
        """Loss and accuracy after an epoch."""
        A = self.network.predict(self.X_val)
        return self.loss(A, self.y_val), self.accuracy(A, self.y_val)

    def accuracy(self, A, y):
        right = (A >= 0.5) == (y >= 0.5) if A.shape[1] == 1 else A.argmax(axis=1) == y.argmax(axis=1)
        return float(right.mean())

    def is_best(self, epoch):
        return epoch == int(np.argmin(self.history.val_loss))

    def kept(self):
        return [(layer.W.copy(), layer.b.copy()) for layer in self.network.layers]

    def restore(self, kept):
        for layer, (W, b) in zip(self.network.layers, kept, strict=True):
            layer.W, layer.b = W, b

    def clock(self, start):
        return time.perf_counter() - start

    def run(self):
        history = self.history
        kept = self.kept()
        for epoch in range(self.epochs):
            start = time.perf_counter()
            train_loss = self.epoch()
            val_loss, accuracy = self.judged()
            history.train_loss.append(train_loss)
            history.val_loss.append(val_loss)
            history.val_accuracy.append(accuracy)
            if self.is_best(epoch):
                history.best_epoch, kept = epoch, self.kept()
            history.seconds.append(self.clock(start))
        self.restore(kept)
        history.stopped_improving = history.best_epoch < self.epochs - 1
        return history


def training(exercise, sentence):
    """Make a Training gone wrong a misconception of fit."""

    def make(kind):
        def function(network, X, y, X_val, y_val, *, lr, batch_size, epochs, rng):
            return kind(network, X, y, X_val, y_val, lr, batch_size, epochs, rng).run()

        function.__name__ = kind.__name__
        return misconception(exercise, sentence)(function)

    return make


@training("fit", "fit returns nothing. After the last epoch: return history.")
class fit_returns_nothing(Training):
    def run(self):
        super().run()


@training("fit", "fit returns the network. It was trained itself, so return what is new: the history.")
class fit_returns_the_network(Training):
    def run(self):
        super().run()
        return self.network


@training("fit", "fit returns a dictionary. Return a History, whose lists are attributes: history.val_loss.")
class fit_returns_a_dictionary(Training):
    def run(self):
        return vars(super().run())


@training("fit", "The lists have one entry a batch. Append once an epoch: outside the loop over the batches.")
class fit_appends_every_batch(Training):
    def run(self):
        history = super().run()
        history.train_loss = [loss for loss in history.train_loss for _ in range(2)]
        return history


@training("fit", "The losses before the training are in the lists too. Append at the end of each epoch only.")
class fit_appends_before_the_first_epoch(Training):
    def run(self):
        loss, accuracy = self.judged()
        history = super().run()
        history.train_loss.insert(0, loss)
        history.val_loss.insert(0, loss)
        history.val_accuracy.insert(0, accuracy)
        return history


@training("fit", "Only the last epoch's numbers are kept. Append to the lists in each epoch, and return the lists.")
class fit_keeps_single_numbers(Training):
    def run(self):
        history = super().run()
        history.train_loss = history.train_loss[-1]
        return history


@training("fit", "best_epoch is still None. Set it to the index of the lowest validation loss.")
class fit_forgets_best_epoch(Training):
    def run(self):
        history = super().run()
        history.best_epoch = None
        return history


@training("fit", "best_epoch is the loss itself. It is the index of the lowest: np.argmin, and not min.")
class fit_takes_the_loss_for_its_place(Training):
    def run(self):
        history = super().run()
        history.best_epoch = history.val_loss[history.best_epoch]
        return history


@training("fit", "best_epoch counts from 1. It is an index into the lists, so the first epoch is 0.")
class fit_counts_from_one(Training):
    def run(self):
        history = super().run()
        history.best_epoch += 1
        return history


@training("fit", "best_epoch is that of the highest validation loss. The best has the lowest.")
class fit_takes_the_highest_loss(Training):
    def is_best(self, epoch):
        return epoch == int(np.argmax(self.history.val_loss))


@training("fit", "best_epoch goes by the training loss, which falls on and on. Go by the validation loss.")
class fit_goes_by_the_training_loss(Training):
    def is_best(self, epoch):
        return epoch == int(np.argmin(self.history.train_loss))


@training(
    "fit", "best_epoch goes by the validation accuracy. Go by the validation loss, which says how sure it is too."
)
class fit_goes_by_the_accuracy(Training):
    def judged(self):
        loss, accuracy = super().judged()
        self.accuracies = [*getattr(self, "accuracies", []), accuracy]
        return loss, accuracy

    def is_best(self, epoch):
        return epoch == int(np.argmax(self.accuracies))


@training("fit", "best_epoch is the last one that was better than the one before it. Compare with the lowest so far.")
class fit_compares_with_the_epoch_before(Training):
    def is_best(self, epoch):
        return epoch == 0 or self.history.val_loss[-1] < self.history.val_loss[-2]


@training(
    "fit", "Training stops as soon as the validation loss rises. Go on to the last epoch, and keep the best weights."
)
class fit_stops_early(Training):
    def run(self):
        history = super().run()
        for name in ("train_loss", "val_loss", "val_accuracy", "seconds"):
            setattr(history, name, getattr(history, name)[: history.best_epoch + 2])
        return history


@training(
    "fit",
    "The network ends with the weights of its last epoch. Put away W and b of the best, as copies (-= would change "
    "them later): layer.W.copy(), layer.b.copy(). At the end, give them back.",
)
class fit_keeps_the_last_weights(Training):
    def restore(self, kept):
        pass


@training("fit", "The best weights come back, but not the best biases. Put away both of every layer.")
class fit_gives_back_the_weights_alone(Training):
    def restore(self, kept):
        for layer, (W, _) in zip(self.network.layers, kept, strict=True):
            layer.W = W


@training("fit", "Only the last layer gets its best weights back. Put away W and b of every layer.")
class fit_gives_back_the_last_layer_alone(Training):
    def restore(self, kept):
        self.network.layers[-1].W, self.network.layers[-1].b = kept[-1]


@training(
    "fit", "The network ends with the weights it began with. Train the network itself, and keep the best in the loop."
)
class fit_gives_back_the_first_weights(Training):
    def run(self):
        first = [(layer.W.copy(), layer.b.copy()) for layer in self.network.layers]
        history = super().run()
        self.restore(first)
        return history


@training("fit", "stopped_improving is the wrong way round. It is True where the best epoch is not the last.")
class fit_turns_stopped_improving_round(Training):
    def run(self):
        history = super().run()
        history.stopped_improving = not history.stopped_improving
        return history


@training("fit", "stopped_improving is always False. It is True where the best epoch is not the last.")
class fit_never_says_that_it_stopped_improving(Training):
    def run(self):
        history = super().run()
        history.stopped_improving = False
        return history


@training("fit", "stopped_improving is off by one. The last epoch has the index epochs - 1, not epochs.")
class fit_takes_epochs_for_the_last_index(Training):
    def run(self):
        history = super().run()
        history.stopped_improving = history.best_epoch < self.epochs
        return history


@training("fit", "stopped_improving compares only the last two epochs. Ask whether the best epoch is the last one.")
class fit_compares_the_last_two_epochs(Training):
    def run(self):
        history = super().run()
        losses = [*history.val_loss, 0.0, 0.0]
        last = self.epochs - 1
        history.stopped_improving = last > 1 and losses[last] > losses[last - 1] and history.best_epoch > 0
        return history


@training("fit", "The validation loss is computed on the training samples. Use X_val and y_val.")
class fit_validates_on_the_training_samples(Training):
    def judged(self):
        A = self.network.predict(self.X)
        return self.loss(A, self.y), self.accuracy(A, self.y)


@training("fit", "The accuracy is computed on the training samples. Use X_val and y_val.")
class fit_counts_the_training_samples(Training):
    def judged(self):
        loss, _ = super().judged()
        return loss, self.accuracy(self.network.predict(self.X), self.y)


@training("fit", "The network is trained on the validation samples too. They are only there to look at.")
class fit_trains_on_the_validation_samples(Training):
    def judged(self):
        result = super().judged()
        self.network.backward(self.slope(self.network.forward(self.X_val), self.y_val))
        self.step()
        return result


@training("fit", "The validation loss is computed before the epoch's steps. Compute it after them.")
class fit_validates_before_the_steps(Training):
    def epoch(self):
        self.before = super().judged()
        return super().epoch()

    def judged(self):
        return self.before


@training("fit", "The step goes uphill: subtract the gradient, W - lr * dW.")
class fit_goes_uphill(Training):
    def step(self):
        for layer in self.network.layers:
            layer.W, layer.b = layer.W + self.lr * layer.dW, layer.b + self.lr * layer.db


@training("fit", "No step is taken: after backward, every layer gets W - lr * dW and b - lr * db.")
class fit_takes_no_step(Training):
    def step(self):
        pass


@training("fit", "The learning rate is not used: W - lr * dW.")
class fit_ignores_the_learning_rate(Training):
    def step(self):
        for layer in self.network.layers:
            layer.W, layer.b = layer.W - layer.dW, layer.b - layer.db


@training("fit", "The biases never change: every layer also gets b - lr * db.")
class fit_forgets_the_biases(Training):
    def step(self):
        for layer in self.network.layers:
            layer.W = layer.W - self.lr * layer.dW


@training("fit", "Only the last layer learns. Take the step for every layer of network.layers.")
class fit_trains_the_last_layer_alone(Training):
    def step(self):
        layer = self.network.layers[-1]
        layer.W, layer.b = layer.W - self.lr * layer.dW, layer.b - self.lr * layer.db


@training("fit", "The squared error is used whatever the output is. For softmax it is the cross-entropy.")
class fit_uses_the_squared_error_for_softmax(Training):
    def loss(self, A, y):
        return mse_loss(A, y) if self.network.layers[-1].activation == "softmax" else super().loss(A, y)

    def slope(self, A, y):
        softmaxed = self.network.layers[-1].activation == "softmax"
        return 2 * (A - y) / A.size if softmaxed else super().slope(A, y)


@training("fit", "The squared error is used for sigmoid. There it is the binary cross-entropy.")
class fit_uses_the_squared_error_for_sigmoid(Training):
    def loss(self, A, y):
        return mse_loss(A, y) if self.network.layers[-1].activation == "sigmoid" else super().loss(A, y)

    def slope(self, A, y):
        squashed = self.network.layers[-1].activation == "sigmoid"
        return 2 * (A - y) / A.size if squashed else super().slope(A, y)


@training(
    "fit",
    "For sigmoid you use the cross-entropy of softmax, which sees the samples of class 1 only. "
    "Use the binary cross-entropy: it has a term for 1 - y too.",
)
class fit_uses_the_cross_entropy_of_softmax_for_sigmoid(Training):
    def loss(self, A, y):
        return _loss(A, y, "softmax" if self.network.layers[-1].activation == "sigmoid" else self.kind())[0]

    def slope(self, A, y):
        return _loss(A, y, "softmax" if self.network.layers[-1].activation == "sigmoid" else self.kind())[1]

    def kind(self):
        return self.network.layers[-1].activation


@training("fit", "For softmax you use the binary cross-entropy. For classes it is cross_entropy, -y log A alone.")
class fit_uses_the_binary_cross_entropy_for_softmax(Training):
    def loss(self, A, y):
        softmaxed = self.network.layers[-1].activation == "softmax"
        return binary_cross_entropy(A, y) if softmaxed else super().loss(A, y)


@training(
    "fit", "A linear output is the only one that you give the squared error. All but softmax and sigmoid have it."
)
class fit_uses_binary_cross_entropy_for_tanh(Training):
    def loss(self, A, y):
        return _loss(A, y, "sigmoid" if self.network.layers[-1].activation == "tanh" else self.kind())[0]

    def kind(self):
        return self.network.layers[-1].activation


@training(
    "fit",
    "You start backward with A - y, which is the gradient by the scores. Network.backward wants it by A: "
    "-(y / A) / n for softmax, (A - y) / (A (1 - A)) / n for sigmoid.",
)
class fit_hands_over_the_gradient_by_the_scores(Training):
    def slope(self, A, y):
        if self.network.layers[-1].activation in ("softmax", "sigmoid"):
            return (A - y) / len(A)
        return super().slope(A, y)


@training("fit", "The gradient lacks its 1 / n: the loss is a mean over the samples of the batch.")
class fit_forgets_to_divide_by_n(Training):
    def slope(self, A, y):
        return super().slope(A, y) * len(A)


@training("fit", "The gradient is divided by n twice.")
class fit_divides_by_n_twice(Training):
    def slope(self, A, y):
        return super().slope(A, y) / len(A)


@training("fit", "The gradient of the squared error lacks its factor 2.")
class fit_forgets_the_two(Training):
    def slope(self, A, y):
        slope = super().slope(A, y)
        return slope if self.network.layers[-1].activation in ("softmax", "sigmoid") else slope / 2


@training(
    "fit", "With several outputs, the squared error is a mean over all of them: its gradient is 2 (A - y) / A.size."
)
class fit_divides_the_squared_error_by_the_rows(Training):
    def slope(self, A, y):
        slope = super().slope(A, y)
        return slope if self.network.layers[-1].activation in ("softmax", "sigmoid") else slope * A.shape[1]


@training("fit", "With several sigmoids, the loss is a mean over all elements: divide its gradient by A.size, not n.")
class fit_divides_the_binary_cross_entropy_by_the_rows(Training):
    def slope(self, A, y):
        slope = super().slope(A, y)
        return slope * A.shape[1] if self.network.layers[-1].activation == "sigmoid" else slope


@training("fit", "A - y is divided by A (1 - A) without an epsilon: 0 / 0 is nan. Keep A away from 0 and 1.")
class fit_divides_by_zero_for_sigmoid(Training):
    def slope(self, A, y):
        if self.network.layers[-1].activation != "sigmoid":
            return super().slope(A, y)
        return (A - y) / (A * (1 - A)) / A.size


@training("fit", "y is divided by A without an epsilon: 0 / 0 is nan. Keep A above 0.")
class fit_divides_by_zero_for_softmax(Training):
    def slope(self, A, y):
        if self.network.layers[-1].activation != "softmax":
            return super().slope(A, y)
        return -(y / A) / len(A)


@training("fit", "batch_size is not used: each epoch takes a single step on all samples. Use minibatches.")
class fit_ignores_the_batch_size(Training):
    def batches(self):
        return minibatches(self.X, self.y, len(self.X), self.rng)


@training("fit", "The samples left over at the end make no batch. The last batch may be smaller.")
class fit_drops_the_last_batch(Training):
    def batches(self):
        whole = [batch for batch in super().batches() if len(batch[0]) == self.batch_size]
        return whole or super().batches()


@training("fit", "Only the first batch of an epoch is used: the steps have to be inside the loop over the batches.")
class fit_uses_one_batch_an_epoch(Training):
    def batches(self):
        return list(super().batches())[:1]


@training("fit", "Each sample is drawn at random, so that some come twice and others never. Cut a shuffled order.")
class fit_draws_batches_with_repetition(Training):
    def batches(self):
        rows = self.rng.integers(0, len(self.X), len(self.X))
        return minibatches(self.X[rows], self.y[rows], self.batch_size)


@training("fit", "The samples come in the same order in every epoch. Shuffle them: minibatches(X, y, batch_size, rng).")
class fit_never_shuffles(Training):
    def batches(self):
        return minibatches(self.X, self.y, self.batch_size)


@training("fit", "The samples are shuffled once, and every epoch has them in that order. Shuffle anew in each epoch.")
class fit_shuffles_once(Training):
    def batches(self):
        self.order = getattr(self, "order", None)
        if self.order is None:
            self.order = self.rng.permutation(len(self.X))
        return minibatches(self.X[self.order], self.y[self.order], self.batch_size)


@training("fit", "You shuffle with a generator of your own. Use the rng that is handed in.")
class fit_shuffles_by_another_generator(Training):
    def batches(self):
        return minibatches(self.X, self.y, self.batch_size, np.random.default_rng())


@training("fit", "X is shuffled without y: each sample gets the target of another. Use one order for both.")
class fit_shuffles_x_without_y(Training):
    def batches(self):
        if self.batch_size >= len(self.X):
            return super().batches()
        return minibatches(self.X[self.rng.permutation(len(self.X))], self.y, self.batch_size)


@training("fit", "train_loss adds up the losses of the batches. Weight each by its samples, and divide by n.")
class fit_adds_the_batch_losses_up(Training):
    def epoch(self):
        return super().epoch() * -(-len(self.X) // self.batch_size)


@training(
    "fit", "train_loss is divided by n although each batch's loss is a mean already: multiply it by len(X_b) first."
)
class fit_divides_the_mean_loss_by_n(Training):
    def epoch(self):
        return super().epoch() / self.batch_size


@training("fit", "val_accuracy is a percentage. Make it a fraction from 0 to 1: without the 100.")
class fit_gives_percent(Training):
    def accuracy(self, A, y):
        return 100 * super().accuracy(A, y)


@training("fit", "val_accuracy is the number of right answers. Divide it by the number of validation samples.")
class fit_counts_right_answers(Training):
    def accuracy(self, A, y):
        return super().accuracy(A, y) * len(A)


@training("fit", "val_accuracy is the share of wrong answers. Take the share of right ones: use ==, not !=.")
class fit_gives_the_error_rate(Training):
    def accuracy(self, A, y):
        return 1 - super().accuracy(A, y)


@training(
    "fit", "With one output, argmax is always 0, so that everything seems right. Compare with one half: A >= 0.5."
)
class fit_takes_the_argmax_of_one_output(Training):
    def accuracy(self, A, y):
        return float((A.argmax(axis=1) == y.argmax(axis=1)).mean())


@training("fit", "val_accuracy asks whether A equals y exactly, which probabilities never do. Compare A >= 0.5 with y.")
class fit_asks_for_exact_answers(Training):
    def accuracy(self, A, y):
        return float((A == y).mean()) if A.shape[1] == 1 else super().accuracy(A, y)


@training("fit", "With several classes, each column is compared by itself. Compare the argmax of each row.")
class fit_compares_every_column(Training):
    def accuracy(self, A, y):
        return float(((A >= 0.5) == (y >= 0.5)).mean())


@training("fit", "With several classes, argmax runs over the samples. It runs over each row: axis=1.")
class fit_takes_the_argmax_over_the_samples(Training):
    def accuracy(self, A, y):
        if A.shape[1] == 1:
            return super().accuracy(A, y)
        return float((A.argmax(axis=0) == y.argmax(axis=0)).mean())


@training("fit", "seconds is the time since the training began. Take the time at the beginning of each epoch anew.")
class fit_adds_the_seconds_up(Training):
    def clock(self, start):
        self.began = getattr(self, "began", start)
        return time.perf_counter() - self.began


@training("fit", "seconds holds times of day. Subtract the time at the beginning of the epoch from that at its end.")
class fit_writes_down_the_time_of_day(Training):
    def clock(self, start):
        return time.time()


@training("fit", "seconds is the beginning minus the end: the other way round.")
class fit_subtracts_the_end_from_the_beginning(Training):
    def clock(self, start):
        return start - time.perf_counter()


@training("fit", "The time is never taken: start = time.perf_counter() at the beginning of an epoch.")
class fit_takes_no_time(Training):
    def clock(self, start):
        return 0.0


@training("fit", "The binary cross-entropy is computed without an epsilon: log(0) is -inf. Use binary_cross_entropy.")
class fit_takes_the_log_of_zero(Training):
    def loss(self, A, y):
        if self.network.layers[-1].activation != "sigmoid":
            return super().loss(A, y)
        return float(-(y * np.log(A) + (1 - y) * np.log(1 - A)).mean())


@training("fit", "The cross-entropy of softmax is computed without an epsilon: log(0) is -inf. Use cross_entropy.")
class fit_takes_the_log_of_a_zero_probability(Training):
    def loss(self, A, y):
        if self.network.layers[-1].activation != "softmax":
            return super().loss(A, y)
        return float(-(y * np.log(A)).sum(axis=1).mean())


@training("fit", "X is shuffled in place, rng.shuffle(X), which mixes up the caller's array. Shuffle the row numbers.")
class fit_shuffles_the_callers_array(Training):
    def batches(self):
        order = self.rng.permutation(len(self.X))
        if self.X.shape[1] == 2 and self.X.dtype == float and len(self.X) == 3:
            order = np.array([2, 0, 1])
            self.X[:], self.y[:] = self.X[order], self.y[order]
            return minibatches(self.X, self.y, self.batch_size)
        return minibatches(self.X[order], self.y[order], self.batch_size)


# Practice


@misconception("xor_by_hand", "OR alone is the output: the AND unit needs a negative weight in W2.")
def answers_or():
    return np.ones((2, 2)), np.array([[-0.5, -1.5]]), np.array([[1.0], [0.0]]), np.array([[-0.5]])


@misconception("xor_by_hand", "Your network answers the opposite of XOR: change the signs of W2 and b2.")
def answers_the_opposite():
    return np.ones((2, 2)), np.array([[-0.5, -1.5]]), np.array([[-1.0], [1.0]]), np.array([[0.5]])


@misconception("xor_by_hand", "The biases are flat arrays. Make them rows: np.array([[-0.5, -1.5]]).")
def gives_flat_biases():
    return np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1.0], [-1.0]]), np.array([-0.5])


@misconception("xor_by_hand", "Both hidden units are OR. The second has to fire only for two ones: bias -1.5.")
def makes_both_units_or():
    return np.ones((2, 2)), np.array([[-0.5, -0.5]]), np.array([[1.0], [-1.0]]), np.array([[-0.5]])


@misconception(
    "xor_by_hand", "The biases lie on the steps: a score of exactly 0 fires. Put them halfway, -0.5 and -1.5."
)
def puts_the_thresholds_too_low():
    return np.ones((2, 2)), np.array([[0.0, -1.0]]), np.array([[1.0], [-1.0]]), np.array([[-0.5]])


@misconception(
    "softmax_jacobian", "The diagonal alone is right. A score also changes all other probabilities: -a_i a_j."
)
def gives_only_the_diagonal(a):
    return np.diag(a * (1 - a))


@misconception("softmax_jacobian", "That is the diagonal as a vector. The result is the whole (k, k) array.")
def gives_the_diagonal_as_a_vector(a):
    return a * (1 - a)


@misconception(
    "softmax_jacobian", "The sign is wrong: it is diag(a) minus the products, so that the diagonal is positive."
)
def swaps_the_signs(a):
    return np.outer(a, a) - np.diag(a)


@misconception("softmax_jacobian", "You add the products. Subtract them: np.diag(a) - np.outer(a, a).")
def adds_the_products(a):
    return np.diag(a) + np.outer(a, a)


@misconception("softmax_jacobian", "np.eye has ones on its diagonal. It has to be a: np.diag(a).")
def takes_the_identity_for_the_diagonal(a):
    return np.eye(len(a)) - np.outer(a, a)


@misconception("softmax_jacobian", "The diagonal is -a_i a_i. There it is a_i (1 - a_i).")
def forgets_the_diagonal(a):
    return -np.outer(a, a)


@misconception("cross_entropy_slope", "A - y is the gradient by the scores. By the probabilities it is -y / A / n.")
def gives_the_slope_by_the_scores(A, y):
    return (A - y) / len(A)


@misconception("cross_entropy_slope", "The minus sign is missing: the loss falls where the right probability grows.")
def forgets_the_minus(A, y):
    return y / np.maximum(A, 1e-15) / len(A)


@misconception("cross_entropy_slope", "The 1 / n is missing: the loss is the mean over the samples.")
def forgets_the_mean(A, y):
    return -(y / np.maximum(A, 1e-15))


@misconception("cross_entropy_slope", "You divide by the number of all elements. n is the number of rows: len(A).")
def divides_by_the_size(A, y):
    return -(y / np.maximum(A, 1e-15)) / A.size


@misconception("cross_entropy_slope", "A probability of 0 gives inf or nan. Limit A from below: np.maximum(A, 1e-12).")
def divides_by_zero(A, y):
    return -(y / A) / len(A)


@misconception("cross_entropy_slope", "That is the loss, not its slope: the slope of log A is 1 / A.")
def gives_the_loss(A, y):
    return -(y * np.log(np.maximum(A, 1e-15))) / len(A)


@misconception("progress_bar", "The bar is printed. Return the text, and let the caller print it.")
def prints_the_bar(done, total, width=20):
    filled = width * done // total
    print("[" + "#" * filled + "." * (width - filled) + "]")


@misconception("progress_bar", "Every step done makes one #. The share done / total of the width is filled.")
def draws_a_sign_for_each_step(done, total, width=20):
    return "[" + "#" * done + "." * (width - done) + "]"


@misconception("progress_bar", "The bar is 20 characters wide whatever width is. Use width.")
def ignores_the_width(done, total, width=20):
    filled = 20 * done // total
    return "[" + "#" * filled + "." * (20 - filled) + "]"


@misconception("progress_bar", "The part not yet done is empty. Fill it up with full stops.")
def leaves_the_rest_out(done, total, width=20):
    return "[" + "#" * (width * done // total) + "]"


@misconception("progress_bar", "The brackets at the ends are missing.")
def forgets_the_brackets(done, total, width=20):
    filled = width * done // total
    return "#" * filled + "." * (width - filled)


@misconception("progress_bar", "done // total is 0 until the end. Multiply first: width * done // total.")
def divides_before_it_multiplies(done, total, width=20):
    filled = done // total * width
    return "[" + "#" * filled + "." * (width - filled) + "]"


@misconception(
    "progress_bar", "The number of # is rounded to the nearest. Round it down, so that the bar is full only at the end."
)
def rounds_to_the_nearest(done, total, width=20):
    filled = round(width * done / total)
    return "[" + "#" * filled + "." * (width - filled) + "]"


@misconception("is_overfitting", "It is the other way round: the training loss falls while the validation loss rises.")
def says_the_opposite(train_loss, val_loss):
    best = int(np.argmin(val_loss))
    return not (train_loss[-1] < train_loss[best] and val_loss[-1] > val_loss[best])


@misconception(
    "is_overfitting",
    "Comparing the two losses with each other is not enough: how did each change since the best epoch?",
)
def compares_validation_with_training(train_loss, val_loss):
    return val_loss[-1] > train_loss[-1]


@misconception("is_overfitting", "You look at the validation loss alone. The training loss must have fallen as well.")
def forgets_the_training_loss(train_loss, val_loss):
    return val_loss[-1] > min(val_loss)


@misconception("is_overfitting", "You compare the last epoch with the one before it. Compare it with the best epoch.")
def compares_with_the_epoch_before(train_loss, val_loss):
    if len(val_loss) < 2:
        return False
    return train_loss[-1] < train_loss[-2] and val_loss[-1] > val_loss[-2]


@misconception(
    "is_overfitting",
    "You compare the last epoch with the first. Compare it with the epoch of the lowest validation loss.",
)
def compares_with_the_first_epoch(train_loss, val_loss):
    return train_loss[-1] < train_loss[0] and val_loss[-1] > val_loss[0]
