"""The mistakes of chapter W.4: saving and loading. Each is a change of a plain right version."""

from autograder.checks.mistakes import Mistakes

save = Mistakes("""
def save(network, path):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"{i}.{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"{i}.{name}"] = getattr(layer, name)
    np.savez(path, **arrays)
""")
save.change("forgets the running statistics", 'for name in ("running_mean", "running_var"):', "for name in ():",
    "The running statistics of batch normalization are not in the file.", kind="missing-step")  # fmt: skip
save.change("forgets the running variances", '("running_mean", "running_var")', '("running_mean",)',
    "running_var is not in the file.", kind="missing-step")  # fmt: skip
save.change("lets names collide", 'arrays[f"{i}.{name}"] = value', "arrays[name] = value",
    "Of layers that have the same names in params, the file holds the last one's arrays alone: each is to be written, "
    "under a name that tells the layers apart.", kind="names")  # fmt: skip
save.change("saves the last layer alone", "in enumerate(network.layers):\n", "in enumerate(network.layers[-1:]):\n",
    "Only the last layer is in the file.", kind="loop")  # fmt: skip
save.change("writes a pickle", "np.savez(path, **arrays)", "np.savez(path, network=np.array([arrays], dtype=object))",
    "The file holds an object, as a pickle, which cannot be read without running it. Write arrays alone: "
    "np.savez(path, **arrays).", kind="type")  # fmt: skip
save.change("writes somewhere else", "np.savez(path,", 'np.savez(str(path).replace(".npz", "") + "_saved.npz",',
    "There is no file at path after save.", kind="names")  # fmt: skip
save.change("rounds", "= value", "= value.round(0)",
    "The numbers in the file are not those of the network.", kind="extra-step")  # fmt: skip
save.change("saves the gradients", "layer.params.items()", "layer.grads.items()",
    "The gradients are in the file, and not the parameters.", kind="wrong-variable")  # fmt: skip
save.change("saves the shapes", "= value", "= np.array(value.shape)",
    "The file holds the shapes of the arrays, and not their numbers.", kind="wrong-variable")  # fmt: skip

load = Mistakes("""
def own_arrays(network):
    arrays = {}
    for i, layer in enumerate(network.layers):
        for name, value in layer.params.items():
            arrays[f"{i}.{name}"] = value
        for name in ("running_mean", "running_var"):
            if hasattr(layer, name):
                arrays[f"{i}.{name}"] = getattr(layer, name)
    return arrays

def load(network, path):
    with np.load(path, allow_pickle=False) as file:
        saved = {name: file[name] for name in file.files}
    own = own_arrays(network)
    if saved.keys() != own.keys():
        raise ValueError("the file is of another network")
    for name in own:
        if own[name].shape != saved[name].shape:
            raise ValueError(f"{name} is {own[name].shape} here and {saved[name].shape} in the file")
    for name in own:
        own[name][...] = saved[name]
""")
load.change("changes nothing", "own[name][...] = saved[name]", "own[name] = saved[name]",
    "The network stays as it was. Write into its own arrays, own[name][...] = saved[name]: a new array for a variable, "
    "or for an entry of a dictionary, does not reach it.", kind="sharing")  # fmt: skip
load.change("forgets the running statistics", "    for name in own:\n        own[name][...]",
    "    for name in own:\n        if 'running' in name:\n            continue\n        own[name][...]",
    "The running statistics are not those of the file.", kind="missing-step")  # fmt: skip
load.change("accepts any shape", "        if own[name].shape != saved[name].shape:\n"
    '            raise ValueError(f"{name} is {own[name].shape} here and {saved[name].shape} in the file")\n',
    "        pass\n", "own[name][...] = saved[name]", "own[name][...] = np.resize(saved[name], own[name].shape)",
    "A file with arrays of other shapes is accepted: raise ValueError.", kind="errors")  # fmt: skip
load.change("compares sizes alone", "own[name].shape != saved[name].shape", "own[name].size != saved[name].size",
    "own[name][...] = saved[name]", "own[name][...] = saved[name].reshape(own[name].shape)",
    "A file with arrays of other shapes is accepted where they hold as many numbers: compare shape, not size.",
    kind="shape", alike="arrays of other shapes have other sizes in the visible tests")  # fmt: skip
load.change("accepts what is missing", "saved.keys() != own.keys()", "saved.keys() - own.keys()",
    "    for name in own:\n        if own", "    for name in saved:\n        if own",
    "    for name in own:\n        own[name][...]", "    for name in saved:\n        own[name][...]",
    "A file in which arrays are missing is accepted: raise ValueError.", kind="errors",
    alike="a missing and a surplus array are refused in one visible test")  # fmt: skip
load.change("accepts what is too many", "saved.keys() != own.keys()", "own.keys() - saved.keys()",
    "A file with arrays that the network does not have is accepted: raise ValueError.", kind="errors")  # fmt: skip
load.change("fills what fits before it refuses", "            raise ValueError(f",
    "            for other in list(own)[: list(own).index(name)]:\n                own[other][...] = saved[other]\n"
    "            raise ValueError(f",
    "A file that is refused has changed the network in part. Compare everything before you write anything.",
    kind="order")  # fmt: skip
load.change("raises another error", 'raise ValueError("the file is of another network")',
    'raise KeyError("the file is of another network")',
    "A file of another network raises an error, but no ValueError.", kind="errors")  # fmt: skip
load.change("allows pickles", "np.load(path, allow_pickle=False)", "np.load(path, allow_pickle=True)",
    "The file is read with pickle, which can run a stranger's code: allow_pickle=False.", kind="errors",
    alike="no visible test hands over a pickle")  # fmt: skip
load.change("fills the first layer alone", "    for name in own:\n        own[name][...]",
    "    for name in own:\n        if name[0] != '0':\n            continue\n        own[name][...]",
    "Only the first layer is filled.", kind="loop")  # fmt: skip
