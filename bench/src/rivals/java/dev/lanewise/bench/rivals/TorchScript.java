package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Optimizer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network's prediction and its training step as functions in TorchScript, so that a call from Java is one call of PyTorch. Parameters
 * are the tensors {@code p0, p1, ...}, in the order and with the shapes of the network's.
 */
final class TorchScript {

    private static final Collector<CharSequence, ?, String> NEXT_LINE = Collectors.joining("\n    ");

    private final Net net;
    private final List<String> parameters;

    TorchScript(Net net) {
        this.net = net;
        parameters = IntStream.range(0, net.spec().tensors().size()).mapToObj(p -> "p" + p).toList();
    }

    /** {@code predict(x, parameters)}: the outputs. */
    String predict() {
        return function("predict", "Tensor", tensors("x"), forward(),
                "return " + (isSoftmax() ? "torch.softmax(h, 1)" : net.isEnsemble() ? "torch.mean(h, 1)" : call(net.output, "h")));
    }

    /** {@code list(parameters)}: a list of them. */
    String list() {
        return function("list", "List[Tensor]", tensors(), "return [" + String.join(", ", parameters) + "]");
    }

    /**
     * {@code step(x, y, p, v, u, s, parameters)}: the loss before the update; y are labels of a softmax, else targets, p is a list of the
     * parameters without gradients, v of their velocities; for Adam v and u are of their moments, and s of the steps of each. Lists made in
     * the function would not do: the update of their tensors would be dropped as dead code.
     */
    String step(Optimizer optimizer) {
        String loss = isSoftmax() ? "torch.cross_entropy_loss(h, y)"
                : "torch.mse_loss(" + call(net.output, "h") + ", " + (net.isEnsemble() ? "y.unsqueeze(1).expand_as(h)" : "y") + ") * "
                        + net.sizes.getLast() / 2.0;
        Stream<String> gradients = IntStream.range(0, parameters.size()).boxed()
                .flatMap(p -> Stream.of("g" + p + " = g[" + p + "]", "assert g" + p + " is not None"));
        String unpacked = IntStream.range(0, parameters.size()).mapToObj(p -> "g" + p).collect(Collectors.joining(", "));
        return function("step", "Tensor", "x: Tensor, y: Tensor, p: List[Tensor], v: List[Tensor], u: List[Tensor], "
                + "s: List[Tensor], " + tensors(), forward(),
                "loss = " + loss,
                "g = torch.autograd.grad([loss], [" + String.join(", ", parameters) + "])",
                gradients.collect(NEXT_LINE),
                update(optimizer, unpacked),
                "return loss.detach()");
    }

    private static String update(Optimizer optimizer, String gradients) {
        return optimizer instanceof Optimizer.Adam(float lr, float beta1, float beta2, float eps)
                ? "torch._foreach_add_(s, 1)\n    torch._fused_adam_(p, [" + gradients + "], v, u, [], s, lr=" + lr + ", beta1=" + beta1
                        + ", beta2=" + beta2 + ", weight_decay=0.0, eps=" + eps + ", amsgrad=False, maximize=False)"
                : "torch._fused_sgd_(p, [" + gradients + "], v, weight_decay=0.0, momentum=" + Net.OPTIMIZER.mu() + ", lr="
                        + Net.OPTIMIZER.lr() + ", dampening=0.0, nesterov=False, maximize=False, is_first_step=False)";
    }

    boolean isSoftmax() {
        return !net.output.isElementwise();
    }

    /** The layers up to z of the last one, a line for each. */
    private String forward() {
        List<String> lines = new ArrayList<>();
        Iterator<String> tensors = parameters.iterator();
        lines.add("h = " + (net.isEnsemble() ? "torch.flatten(x.unsqueeze(1) * " + tensors.next() + ", 0, 1)"
                : net.isScaled() ? "x * " + tensors.next() : "x"));
        for (int l = 1; l + 1 < net.sizes.size(); l++) {
            lines.add("z = " + linear(tensors));
            lines.add("h = " + (net.hidden instanceof Activation.Parametric(Activation function)
                    ? "torch.addcmul(z, " + tensors.next() + ", " + call(function, "z") + " - z)" : call(net.hidden, "z")));
        }
        lines.add("h = " + (net.isEnsemble() ? heads(tensors) : linear(tensors)));
        return String.join("\n    ", lines);
    }

    private static String linear(Iterator<String> tensors) {
        return "torch.linear(h, " + tensors.next() + ", " + tensors.next() + ")";
    }

    /** Of one output. */
    private String heads(Iterator<String> tensors) {
        return "torch.sum(h.view(-1, " + net.members + ", h.size(1)) * " + tensors.next() + ", 2, keepdim=True) + " + tensors.next();
    }

    private String tensors(String... before) {
        return Stream.concat(Stream.of(before), parameters.stream()).map(name -> name + ": Tensor").collect(Collectors.joining(", "));
    }

    private static String call(Activation activation, String z) {
        return activation.equals(Activation.identity()) ? z : "torch." + activation.toText() + "(" + z + ")";
    }

    private static String function(String name, String type, String arguments, String... lines) {
        return "def " + name + "(" + arguments + ") -> " + type + ":\n    " + Stream.of(lines).collect(NEXT_LINE) + "\n";
    }
}
