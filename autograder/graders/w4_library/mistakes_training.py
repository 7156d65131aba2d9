"""The mistakes of chapter W.4: training. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

train = Mistakes("""
import time
from neural_network.network import History

def share_right(output, y):
    if output.shape[1] == 1:
        return float(((output >= 0.5) == (y >= 0.5)).mean())
    return float((output.argmax(axis=1) == y.argmax(axis=1)).mean())

def learned(network):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    return [value.copy() for value in arrays], [
        (layer.running_mean.copy(), layer.running_var.copy()) if hasattr(layer, "running_mean") else None
        for layer in network.layers
    ]

def give_back(network, best):
    arrays = [value for layer in network.layers for value in layer.params.values()]
    for array, value in zip(arrays, best[0]):
        array[...] = value
    for layer, statistics in zip(network.layers, best[1]):
        if statistics is not None:
            layer.running_mean, layer.running_var = statistics

def train(network, X, y, X_val, y_val, *, loss, optimizer, batch_size, epochs, rng, augment=None, progress=None):
    history = History()
    for epoch in range(epochs):
        start = time.perf_counter()
        total = 0.0
        for X_b, y_b in minibatches(X, y, batch_size, rng):
            if augment is not None:
                X_b = augment(X_b, rng)
            output = network.forward(X_b, training=True)
            value, gradient = loss(output, y_b)
            total += value * len(X_b)
            network.backward(gradient)
            optimizer.step(network.params, network.grads)
        output = network.forward(X_val)
        history.train_loss.append(total / len(X))
        history.val_loss.append(loss(output, y_val)[0])
        history.val_accuracy.append(share_right(output, y_val))
        if epoch == 0 or history.val_loss[-1] < min(history.val_loss[:-1]):
            history.best_epoch = epoch
            best = learned(network)
        history.stopped_improving = history.best_epoch < epoch
        history.seconds.append(time.perf_counter() - start)
        if progress is not None:
            progress(epoch, history)
    give_back(network, best)
    return history
""")
train.change("returns nothing", "    return history\n", "    pass\n",
    "train returns nothing. After the last epoch: return history.", kind="return")  # fmt: skip
train.change("returns the network", "    return history\n", "    return network\n",
    "train returns the network. It was trained itself, so return what is new: the history.", kind="return")  # fmt: skip
train.change("trains without training", "network.forward(X_b, training=True)", "network.forward(X_b)",
    "The batches go through the network without training: network.forward(X_b, training=True).",
    kind="missing-step")  # fmt: skip
train.change("validates in training", "network.forward(X_val)", "network.forward(X_val, training=True)",
    "The validation samples go through the network as in training. There it is in use: network.forward(X_val).",
    kind="extra-step")  # fmt: skip
train.change("forgets to go backward", "            network.backward(gradient)\n", "",
    "optimizer.step(network.params, network.grads)",
    "optimizer.step(network.params, network.grads) if network.grads else None",
    "The network never changes. Each batch goes backward, network.backward(gradient), and then takes a step: "
    "optimizer.step(network.params, network.grads).", kind="missing-step")  # fmt: skip
train.change("takes no step", "            optimizer.step(network.params, network.grads)\n", "",
    "The network never changes: after backward, optimizer.step(params, grads).", kind="missing-step")  # fmt: skip
train.change("steps once per epoch", "            optimizer.step(network.params, network.grads)\n", "",
    "        output = network.forward(X_val)\n",
    "        optimizer.step(network.params, network.grads)\n        output = network.forward(X_val)\n",
    "There is one step per epoch. Each batch takes one: inside the loop over the batches.", kind="loop")  # fmt: skip
train.change("steps layer by layer", "optimizer.step(network.params, network.grads)",
    "[optimizer.step({f'{i}{k}': v for k, v in layer.params.items()}, {f'{i}{k}': v for k, v in layer.grads.items()}) "
    "for i, layer in enumerate(network.layers)]",
    "The optimizer is called once for each layer, and counts too many steps. Hand it all parameters at once.",
    kind="loop")  # fmt: skip
train.change("ignores augment", "X_b = augment(X_b, rng)", "pass",
    "augment is not used: X_b = augment(X_b, rng), before network.forward.", kind="missing-step")  # fmt: skip
train.change("augments to validate, too", "network.forward(X_val)",
    "network.forward(X_val if augment is None else augment(X_val, rng))",
    "The validation samples are augmented. Only training batches are.", kind="extra-step")  # fmt: skip
train.change("augments everything at once",
    "        for X_b, y_b in minibatches(X, y, batch_size, rng):\n"
    "            if augment is not None:\n"
    "                X_b = augment(X_b, rng)\n",
    "        X_now = X if augment is None else augment(X, rng)\n"
    "        for X_b, y_b in minibatches(X_now, y, batch_size, rng):\n",
    "augment is called once per epoch, on all samples. It is called for each batch.", kind="loop")  # fmt: skip
train.change("augments without rng", "augment(X_b, rng)", "augment(X_b, None)",
    "augment is not given the rng: augment(X_b, rng).", kind="wrong-variable")  # fmt: skip
train.change("never shuffles", "minibatches(X, y, batch_size, rng)", "minibatches(X, y, batch_size)",
    "The samples come in the same order every time. Shuffle them: minibatches(X, y, batch_size, rng).",
    kind="randomness")  # fmt: skip
train.change("shuffles once", "    history = History()\n",
    "    history = History()\n    batches = list(minibatches(X, y, batch_size, rng))\n",
    "in minibatches(X, y, batch_size, rng):", "in batches:",
    "Every epoch has the samples in the order of the first. Shuffle anew in each epoch.", kind="randomness",
    random=True)  # fmt: skip
train.change("shuffles by another generator", "minibatches(X, y, batch_size, rng)",
    "minibatches(X, y, batch_size, np.random.default_rng())",
    "The same seed gives another training each time. Shuffle by the rng that is handed in.", kind="randomness",
    random=True)  # fmt: skip
train.change("drops the last batch", "            if augment is not None:\n",
    "            if len(X_b) < min(batch_size, len(X)):\n                continue\n            if augment is not "
    "None:\n",
    "The samples left over at the end make no batch. The last batch may be smaller.", kind="loop")  # fmt: skip
train.change("keeps the last weights", "    give_back(network, best)\n", "",
    "The network ends with the weights of its last epoch. Keep copies of the best, and give them back.",
    kind="state")  # fmt: skip
train.change("does not bring back the best arrays", "[value.copy() for value in arrays]", "arrays",
    "The network ends with the weights of its last epoch: what was kept may be the arrays themselves, which the "
    "optimizer goes on changing, or they may not be written into those of the layers. Keep copies, and give them back "
    "by p[...] = best.", kind="sharing",
    alike="arrays that are changed in place and arrays that are not given back come to the same")  # fmt: skip
train.change("forgets the running statistics", "if statistics is not None:", "if False:",
    "The running statistics at the end are those of the last epoch. Keep copies of running_mean and running_var, too.",
    kind="missing-step", alike="what the visible tests train has no batch normalization")  # fmt: skip
train.change("takes the last of equal epochs", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.val_loss[-1] <= min(history.val_loss[:-1])",
    "Of epochs with equal losses, the last is taken. The first counts: <, not <=.",
    kind="boundary", score=7.76)  # fmt: skip
train.change("takes the highest loss", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.val_loss[-1] > max(history.val_loss[:-1])",
    "best_epoch is that of the highest validation loss. The best has the lowest.", kind="wrong-function")  # fmt: skip
train.change("takes every epoch for the best", "if epoch == 0 or history.val_loss[-1] < min(history.val_loss[:-1]):",
    "if True:", "best_epoch is always the last. Compare each validation loss with the lowest so far.",
    kind="missing-step")  # fmt: skip
train.change("goes by the training loss", "history.val_loss[-1] < min(history.val_loss[:-1])",
    "history.train_loss[-1] < min(history.train_loss[:-1])",
    "best_epoch goes by the training loss. Go by the validation loss.", kind="wrong-variable")  # fmt: skip
train.change("compares with the epoch before", "min(history.val_loss[:-1])", "history.val_loss[-2]",
    "best_epoch is the last that was better than the one before it. Compare with the lowest so far.",
    kind="wrong-variable")  # fmt: skip
train.change("turns stopped_improving round", "history.best_epoch < epoch\n", "history.best_epoch == epoch\n",
    "stopped_improving is the wrong way round. It is True where the best epoch is not the last.",
    kind="sign")  # fmt: skip
train.change("never says that it stopped improving", "history.best_epoch < epoch\n", "False\n",
    "stopped_improving is always False. It is True where the best epoch is not the last.",
    kind="missing-step")  # fmt: skip
train.change("asks whether the last epoch was worse", "history.best_epoch < epoch\n",
    "epoch > 0 and history.val_loss[-1] > history.val_loss[-2]\n",
    "stopped_improving compares the last epoch with the one before it. Ask whether the best epoch is the last one.",
    kind="wrong-variable")  # fmt: skip
train.change("takes 0 for the edge of any output", "output >= 0.5", "output >= 0",
    "With one output, 0.25 and 0.4 say 1. The scores of sigmoid_cross_entropy say 1 from 0 on; with any other loss, an "
    "output does from 0.5 on.",
    kind="boundary")  # fmt: skip
train.change("validates on the training samples", "network.forward(X_val)", "network.forward(X)",
    "loss(output, y_val)[0]", "loss(output, y)[0]", "share_right(output, y_val)", "share_right(output, y)",
    "The validation loss is computed on the training samples. Use X_val and y_val.", kind="wrong-variable")  # fmt: skip
train.change("adds the batch losses up", "value * len(X_b)", "value", "total / len(X)", "total",
    "train_loss adds up the losses of the batches. Weight each by its samples, and divide by n.",
    kind="mean-or-sum", alike="the visible tests train on one batch per epoch")  # fmt: skip
train.change("divides the mean loss by n", "value * len(X_b)", "value",
    "train_loss is divided by n although each batch's loss is a mean already: multiply it by len(X_b) first.",
    kind="mean-or-sum")  # fmt: skip
train.change("counts right answers", "share_right(output, y_val)", "len(output) * share_right(output, y_val)",
    "val_accuracy is the number of right answers. Divide it by the number of validation samples.",
    kind="mean-or-sum")  # fmt: skip
train.change("takes the argmax of one output", "output.shape[1] == 1", "False",
    "With one output, argmax is always 0, so that everything seems right. Compare with one half.",
    kind="wrong-function")  # fmt: skip
train.change("tells its progress once", "        if progress is not None:\n            progress(epoch, history)\n", "",
    "    give_back(network, best)\n",
    "    if progress is not None:\n        progress(epochs - 1, history)\n    give_back(network, best)\n",
    "progress is called after the last epoch alone. Call it at the end of every epoch.", kind="loop")  # fmt: skip
train.change("counts progress from one", "progress(epoch, history)", "progress(epoch + 1, history)",
    "progress is told epochs from 1. They count from 0.", kind="off-by-one")  # fmt: skip
train.change("never tells its progress", "            progress(epoch, history)", "            pass",
    "progress is never called: progress(epoch, history), after each validation.", kind="missing-step")  # fmt: skip
