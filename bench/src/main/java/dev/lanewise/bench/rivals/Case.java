package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One line of a table.
 *
 * @param task    what is timed
 * @param net     on which network
 * @param layer   of a product, from 1; 0 for the whole network
 * @param threads of every library
 */
record Case(Task task, Net net, int layer, int threads) {

    /** Layers with fewer outputs are no work for a product. */
    private static final int LEAST_OUT = 128;

    /** Predictions of fewer samples are no work for several threads. */
    private static final int LEAST_SHARED = 256;

    /** Networks whose weights are worth it: those of one stay in the second cache, those of the other do not. */
    private static final List<Net> COMPACTED = List.of(Net.W2, Net.W3);

    /** The cases of a task: products and predictions of few samples run on one thread, products once for each shape. */
    static Stream<Case> of(Task task, List<Net> nets, int threads) {
        boolean isShared = task.kind == Task.Kind.TRAINING || task.samples >= LEAST_SHARED;
        if (threads > 1 && !isShared) {
            return Stream.empty();
        }
        if (task.kind == Task.Kind.COMPACT) {
            return nets.stream().filter(COMPACTED::contains).map(net -> new Case(task, net, 0, threads));
        }
        return task.kind == Task.Kind.PRODUCT
                ? nets.stream().filter(Net.DENSE::contains)
                        .flatMap(net -> layers(net).mapToObj(layer -> new Case(task, net, layer, threads)))
                : nets.stream().map(net -> new Case(task, net, 0, threads));
    }

    private static IntStream layers(Net net) {
        return IntStream.range(1, net.sizes.size()).filter(l -> net.sizes.get(l) >= LEAST_OUT)
                .filter(l -> l == 1 || !net.sizes.subList(l - 1, l + 1).equals(net.sizes.subList(l - 2, l)));
    }

    String name() {
        String what = net + " " + task.name().toLowerCase().replace('_', ' ');
        return layer == 0 ? what : what + " of layer " + layer + " (" + in() + " x " + out() + ")";
    }

    int in() {
        return net.sizes.get(layer - 1);
    }

    int out() {
        return net.sizes.get(layer);
    }

    /** Samples of a step, a call or a product. */
    int samples() {
        return task.samples > 0 ? task.samples : net.batch;
    }

    /** Floating-point operations of a step, a call or a product. */
    double flops() {
        return switch (task.kind) {
            case TRAINING -> net.stepFlops();
            case PREDICTION, COMPACT -> net.predictFlops(samples());
            case PRODUCT -> net.productFlops(layer);
        };
    }

    /** So many calls a second in the unit of the task. */
    double value(double callsPerSecond) {
        return switch (task.kind) {
            case TRAINING, PREDICTION, COMPACT -> callsPerSecond * samples();
            case PRODUCT -> gflops(callsPerSecond);
        };
    }

    double gflops(double callsPerSecond) {
        return callsPerSecond * flops() / 1e9;
    }
}
