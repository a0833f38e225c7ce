package dev.lanewise.bench.compare;

import dev.lanewise.bench.Net;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that both builds do.
 *
 * @param name  what {@link Calls} knows it by
 * @param limit the ratio below which it counts as slower
 * @param loads how often an attempt loads both builds: what C2 happens to inline makes a step of a microsecond a twentieth slower or
 *              faster for as long as a JVM runs, a longer one by less than a hundredth
 */
record Case(String name, double limit, int loads) {

    private static final double PRODUCT = 0.97;
    private static final double STEP_OR_PREDICTION = 0.98;
    /** A step of W5 takes a quarter of a microsecond. */
    private static final double TINY_STEP = 0.95;
    private static final int LOADS_OF_SHORT_STEPS = 4;

    private static final List<Net> LARGE = List.of(Net.W1, Net.W2, Net.W3);

    static List<Case> full() {
        List<Case> cases = new ArrayList<>();
        Net.DENSE.forEach(net -> cases.add(step(net)));
        LARGE.forEach(net -> cases.addAll(List.of(predict(net, 1), predict(net, 256))));
        Stream.of("W1 1", "W2 1", "W2 2", "W3 1", "W3 2").forEach(layer -> cases.addAll(products(layer)));
        return cases;
    }

    /**
     * Two minutes with the baseline's build and a case that is measured twice. Products are parts of steps; W3's are so long that a few
     * seconds hold too few of them, and W6 is loaded so often that it would take a quarter of the time.
     */
    static List<Case> quick() {
        return List.of(step(Net.W1), step(Net.W2), step(Net.W4), step(Net.W5), predict(Net.W1, 1), predict(Net.W1, 256));
    }

    private static Case step(Net net) {
        boolean isShort = net == Net.W5 || net == Net.W6;
        return new Case(net + " step", net == Net.W5 ? TINY_STEP : STEP_OR_PREDICTION, isShort ? LOADS_OF_SHORT_STEPS : 1);
    }

    private static Case predict(Net net, int samples) {
        return new Case(net + " predict " + samples, STEP_OR_PREDICTION, 1);
    }

    private static List<Case> products(String layer) {
        String net = layer.substring(0, 2), number = layer.substring(3);
        return Stream.of("forward", "backward", "weightGradient", "update")
                .map(product -> new Case(net + " product " + product + " " + number, PRODUCT, 1)).toList();
    }
}
