package dev.lanewise.bench.gate;

import dev.lanewise.bench.Backward;
import dev.lanewise.bench.ElementaryFunctions;
import dev.lanewise.bench.Forward;
import dev.lanewise.bench.Net;
import dev.lanewise.bench.Optimizers;
import dev.lanewise.bench.Predict;
import dev.lanewise.bench.Threads;
import dev.lanewise.bench.TrainStep;
import dev.lanewise.bench.Transpose;
import dev.lanewise.bench.Update;
import dev.lanewise.bench.WeightGradient;
import dev.lanewise.bench.Work;
import dev.lanewise.bench.Workload;
import dev.lanewise.bench.gate.Case.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All that the gate measures. */
final class Cases {

    private static final List<Net> LARGE = List.of(Net.W1, Net.W2, Net.W3);
    private static final List<String> LAYERS = List.of("W1 1", "W2 1", "W2 2", "W3 1", "W3 2");
    /** A layer of each network stands for the others where all widths are measured. */
    private static final List<String> FEW_LAYERS = List.of("W1 1", "W2 2", "W3 2");
    private static final List<String> QUICK_LAYERS = List.of("W1 1", "W3 2");
    /** From a handful of weights to a million, the sizes at which a second thread begins to pay among them. */
    private static final List<String> ANY_SIZE = List.of("3-3-1 x 1", "16-16-4 x 16", "64-30-10 x 16", "64-64-10 x 64", "64-96-10 x 64",
            "100-100-10 x 32", "784-30-10 x 16", "784-128-10 x 1", "256-256-10 x 64", "784-1024-10 x 15",
            "64-64-64-64-64-64-64-64-64-10 x 32");

    private Cases() {
    }

    static List<Case> quick() {
        List<Case> cases = new ArrayList<>(List.of(step(Net.W1, 1), step(Net.W2, 1)));
        QUICK_LAYERS.forEach(layer -> cases.addAll(products(layer)));
        cases.addAll(List.of(predict(Net.W1, 1), predict(Net.W1, 256)));
        cases.addAll(List.of(transpose(), element("TANH"), element("SOFTMAX"), optimizer("ADAM")));
        return cases;
    }

    /** What the full gate adds up to on a CPU with vectors of so many bits. */
    static List<Case> full(int widestBits) {
        List<Case> cases = new ArrayList<>();
        for (Net net : Net.values()) {
            cases.addAll(List.of(step(net, 1), step(net, 2)));
        }
        LAYERS.forEach(layer -> cases.addAll(products(layer)));
        LARGE.forEach(net -> cases.addAll(List.of(predict(net, 1), predict(net, 256))));
        cases.add(transpose());
        Stream.of("RELU", "SIGMOID", "TANH", "SOFTMAX").forEach(function -> cases.add(element(function)));
        Stream.of("SGD", "MOMENTUM", "ADAM").forEach(rule -> cases.add(optimizer(rule)));
        LARGE.forEach(net -> cases.add(threads(net + " step 2 threads to 1", new Workload(net.sizes, net.batch).toString(), 2)));
        ANY_SIZE.forEach(workload -> cases.add(threads(workload + " all threads to 1", workload, 0)));
        for (JvmVariant twin : JvmVariant.values()) {
            if (twin.isNarrowerThan(widestBits)) {
                FEW_LAYERS.forEach(layer -> products(layer).forEach(product -> cases.add(product.in(twin))));
            }
        }
        return cases;
    }

    /** What only the slow gate has: steps in ten fresh JVMs. */
    static List<Case> slow() {
        return LARGE.stream().map(net -> step(net, 1)).map(step -> new Case(step.name() + " fresh JVMs", step.twin(), step.work(),
                step.flops(), step.samples(), step.threads(), Judged.FRESH_JVMS)).toList();
    }

    /** The case of a title; throws IllegalArgumentException where there is none. */
    static Case named(String title) {
        return Stream.concat(full(Integer.MAX_VALUE).stream(), slow().stream())
                .filter(which -> which.title().equals(title)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the gate has no case '" + title + "'"));
    }

    private static Case step(Net net, int threads) {
        return new Case(net + " step" + (threads == 1 ? "" : " " + threads + " threads"), JvmVariant.WIDEST,
                () -> new TrainStep().on(net, threads), net.stepFlops(), net.batch, threads, Judged.SHARE);
    }

    private static List<Case> products(String layer) {
        return List.of(product("forward", layer, () -> new Forward().on(layer)),
                product("backward", layer, () -> new Backward().on(layer)),
                product("weightGradient", layer, () -> new WeightGradient().on(layer)),
                product("update", layer, () -> new Update().on(layer)));
    }

    private static Case product(String product, String layer, Supplier<Work> work) {
        Net net = Net.valueOf(layer.substring(0, 2));
        int number = Integer.parseInt(layer.substring(3));
        return new Case(net + " product " + product + " " + number, JvmVariant.WIDEST, work, net.productFlops(number), net.batch, 1,
                Judged.SHARE);
    }

    private static Case predict(Net net, int samples) {
        return new Case(net + " predict " + samples, JvmVariant.WIDEST, () -> new Predict().on(net, samples), net.predictFlops(samples),
                samples, 1, samples == 1 ? Judged.SHARE_AND_READING : Judged.SHARE);
    }

    /** An element that is moved or worked out counts as one operation. */
    private static Case transpose() {
        return new Case("transpose", JvmVariant.WIDEST, () -> new Transpose().on("784x64"), 784 * 64, 0, 1, Judged.SHARE);
    }

    private static Case element(String function) {
        return new Case("elements " + function.toLowerCase(Locale.ROOT), JvmVariant.WIDEST, () -> new ElementaryFunctions().on(function),
                128 * 64, 0, 1, Judged.SHARE);
    }

    private static Case optimizer(String rule) {
        return new Case("optimizer " + rule.toLowerCase(Locale.ROOT), JvmVariant.WIDEST, () -> new Optimizers().on(rule), 64 * 32, 0, 1,
                Judged.SHARE);
    }

    private static Case threads(String name, String workload, int threads) {
        return new Case(name, JvmVariant.WIDEST, () -> new Threads(Workload.parse(workload), threads), 0, 0, threads, Judged.THREADS);
    }
}
