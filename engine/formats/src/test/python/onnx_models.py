"""Models of PyTorch and scikit-learn as ONNX, with inputs and what their own libraries answer, for OnnxOfPythonTest.

onnx_models.py write FOLDER    writes NAME.onnx, NAME.in and NAME.out (float32, row by row) for each model
onnx_models.py check FILE...   fails unless onnx.checker takes the files
Needs Debian's python3-torch, python3-sklearn and python3-onnx.
"""
import sys

import numpy as np
import onnx
import sklearn.neural_network
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

ROWS = 16


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        return x + self.body(x)


class Image(nn.Module):
    def forward(self, x):
        return x.view(-1, 3, 4)


def activations():
    return [nn.ReLU(), nn.Sigmoid(), nn.Tanh(), nn.LeakyReLU(0.2), nn.PReLU(), nn.PReLU(6), nn.ELU(0.7), nn.SELU(), nn.Softplus(),
            nn.Softsign(), nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(), nn.Hardsigmoid(), nn.Hardtanh(), nn.Hardswish(), nn.ReLU6()]


def networks():
    for activation in activations():
        name = type(activation).__name__ + str(activation.num_parameters if isinstance(activation, nn.PReLU) else "")
        name += "Tanh" if getattr(activation, "approximate", "") == "tanh" else ""
        yield name.lower(), 5, nn.Sequential(nn.Linear(5, 6), activation, nn.Linear(6, 3)), 14
    norms = nn.Sequential(nn.BatchNorm1d(8), nn.Linear(8, 7), nn.BatchNorm1d(7), nn.ReLU(), nn.Dropout(0.5), nn.Linear(7, 4), nn.Softmax(1))
    for norm in (norms[0], norms[2]):
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 2)
        nn.init.normal_(norm.weight)
        nn.init.normal_(norm.bias)
    for opset in (9, 11, 13, 17):
        yield "batchnorm-opset%d" % opset, 8, norms, opset
    for opset in (14, 17):
        body = nn.Sequential(nn.Linear(6, 6), nn.LayerNorm(6, 1e-3), nn.Tanh(), Residual(6), Residual(6), nn.Linear(6, 2))
        nn.init.normal_(body[1].weight)
        nn.init.normal_(body[1].bias)
        yield "layernorm-opset%d" % opset, 6, body, opset
    yield "no-bias", 4, nn.Sequential(nn.Linear(4, 6, bias=False), nn.SiLU(), nn.Linear(6, 1, bias=False), nn.Sigmoid()), 12
    yield "flatten", 12, nn.Sequential(Image(), nn.Flatten(), nn.Linear(12, 2)), 13


def write_torch(folder):
    torch.manual_seed(1)
    for name, width, network, opset in networks():
        network.eval()
        inputs = torch.randn(ROWS, width)
        torch.onnx.export(network, inputs, "%s/%s.onnx" % (folder, name), opset_version=opset, input_names=["x"], output_names=["y"],
                          dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}})
        inputs.numpy().tofile("%s/%s.in" % (folder, name))
        network(inputs).detach().numpy().tofile("%s/%s.out" % (folder, name))


def write_sklearn(folder):
    """In the form that skl2onnx writes, which Debian does not have; the answers are scikit-learn's own."""
    random = np.random.RandomState(1)
    x = random.randn(60, 4)
    targets = {"two": (x[:, 0] > 0).astype(int), "three": (x[:, 0] > 0).astype(int) + (x[:, 1] > 0.3), "number": x @ [1, -2, 3, 0.5]}
    for name, y in targets.items():
        kind = sklearn.neural_network.MLPRegressor if name == "number" else sklearn.neural_network.MLPClassifier
        model = kind((5, 6), "tanh", max_iter=20, random_state=1).fit(x, y)
        inputs = random.randn(ROWS, 4).astype(np.float32)
        outputs = model.predict(inputs)[:, None] if name == "number" else model.predict_proba(inputs)
        onnx.save(sklearn_graph(model, name), "%s/sklearn-%s.onnx" % (folder, name))
        inputs.tofile("%s/sklearn-%s.in" % (folder, name))
        outputs.astype(np.float32).tofile("%s/sklearn-%s.out" % (folder, name))


def sklearn_graph(model, name):
    nodes, constants, value = [helper.make_node("Cast", ["X"], ["cast"], to=TensorProto.FLOAT)], [], "cast"
    for i, (w, b) in enumerate(zip(model.coefs_, model.intercepts_)):
        last = i == len(model.coefs_) - 1
        activation = {"softmax": "Softmax", "logistic": "Sigmoid", "identity": "Identity"}[model.out_activation_] if last else "Tanh"
        constants += [numpy_helper.from_array(w.astype(np.float32), "w%d" % i), numpy_helper.from_array(b.astype(np.float32)[None], "b%d" % i)]
        nodes += [helper.make_node("MatMul", [value, "w%d" % i], ["m%d" % i]), helper.make_node("Add", ["m%d" % i, "b%d" % i], ["a%d" % i]),
                  helper.make_node(activation, ["a%d" % i], ["h%d" % i])]
        value = "h%d" % i
    columns = 1 if name == "number" else len(model.classes_)
    if name == "two":
        constants.append(numpy_helper.from_array(np.ones(1, np.float32), "one"))
        nodes += [helper.make_node("Sub", ["one", value], ["other"]), helper.make_node("Concat", ["other", value], ["both"], axis=1)]
        value = "both"
    nodes.append(helper.make_node("Identity", [value], ["y"]))
    graph = helper.make_graph(nodes, "sklearn", [helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, 4])],
                              [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, columns])], constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


if sys.argv[1] == "check":
    for path in sys.argv[2:]:
        onnx.checker.check_model(onnx.load(path), full_check=True)
else:
    write_torch(sys.argv[2])
    write_sklearn(sys.argv[2])
