package dev.lanewise.reproducibility;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nets in which every layer, activation, initializer and loss is met, and every closed choice that a trainer's builder can be told:
 * optimizers, schedules, and what else there will be. They cover kinds, not pairs of kinds, so they stay few; {@link CoveringSetTest}
 * says how few.
 */
final class TrainingCases {

    /** Of each size. */
    private static final int MOST = 13;
    private static final int OPENINGS_EVERY = 4;
    private static final int[] BATCHES = {33, 5, 16, 64, 1, 31};

    /** Enough work in a step for many threads, and more than one group of weights. */
    private static final NetworkSpec WIDE = NetworkSpec.inputs(150).dense(260, Activation.relu()).dense(270, Activation.tanh())
            .dense(5, Activation.softmax()).build();

    private TrainingCases() {
    }

    /** Of both sizes. */
    static List<TrainingCase> all() {
        return Stream.concat(all(true).stream(), all(false).stream()).toList();
    }

    /** Each hidden layer in two nets or more; or, where {@code tiny}, one hidden layer in each net, small enough for an interpreter. */
    static List<TrainingCase> all(boolean tiny) {
        List<Layer> hidden = hidden();
        int count = Math.min(MOST, mostExamples());
        List<TrainingCase> nets = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            // the small nets take the first examples, the others go on from there
            int number = tiny ? n : n + count;
            Ending ending = Ending.number(number);
            List<Layer> layers = tiny ? window(hidden, n, 1) : window(hidden, n * hidden.size() / count, 2 * hidden.size() / count + 2);
            if (n % OPENINGS_EVERY == 1) {
                layers.addFirst(opening(n));
            }
            if (n % OPENINGS_EVERY == 2) {
                layers.add(residual(tiny ? 3 : 11 + n, chain(tiny ? 4 : 21, layers).outputs()));
            }
            int outputs = tiny ? 3 : 10 + n;
            if (n % OPENINGS_EVERY == 3) {
                int members = tiny ? 3 : 1 << n % 5;
                layers.add(layers.size() / 2, Layer.members(members));
                layers.add(Layer.heads(members, outputs, ending.output.isLearned() ? Activation.identity() : ending.output));
                layers.addFirst(periodic(n));
                layers.addFirst(piecewise(n));
            } else {
                layers.add(new Dense(outputs, ending.output));
            }
            nets.add(TrainingCase.of((tiny ? "tiny" : "net") + (n + 1), chain(tiny ? 4 : 21, layers), ending.loss, Told.number(number),
                    tiny ? 1 + n * 5 % 18 : BATCHES[n % BATCHES.length]));
        }
        if (!tiny) {
            nets.add(TrainingCase.of("wide", WIDE, Loss.softmaxCrossEntropy(), Told.number(1), 130));
        }
        return nets;
    }

    /** Some layers from one on, with the first behind the last. */
    private static List<Layer> window(List<Layer> hidden, int from, int count) {
        List<Layer> layers = new ArrayList<>(hidden);
        Collections.rotate(layers, -from);
        return new ArrayList<>(layers.subList(0, Math.min(count, layers.size())));
    }

    /** A loss and an output activation that goes with it. */
    private record Ending(Loss loss, Activation output) {

        /** The losses take turns, and so do the activations of each. */
        static Ending number(int number) {
            List<Loss> losses = Examples.of(Loss.class);
            Loss loss = losses.get(number % losses.size());
            List<Activation> outputs = Examples.of(Activation.class).stream().filter(output -> isAccepted(() -> loss.requireOutput(output)))
                    .toList();
            return new Ending(loss, outputs.get(number / losses.size() % outputs.size()));
        }
    }

    /** What only the first layer may be. */
    private static Layer opening(int number) {
        List<Initializer> starts = Examples.of(Initializer.class);
        return new Embedding(List.of(new Embedding.Table(2, 19, 5), new Embedding.Table(0, 3, 1 + number)),
                starts.get(number % starts.size()));
    }

    /** Of two pairs of inputs, of which one is read as its position. */
    private static Layer piecewise(int number) {
        return new PiecewiseLinear(List.of(new PiecewiseLinear.Column(3, 0, 19), new PiecewiseLinear.Column(1, 2, 2)), 3 + number);
    }

    /** Of two inputs. */
    private static Layer periodic(int number) {
        return new Periodic(List.of(1, 0), 15 + number, 2 + number, 0.2f);
    }

    /** Two dropouts in one layer, and dense layers, which go with one width alone. */
    private static Layer residual(int inner, int width) {
        return Layer.residual(Layer.dropout(0.25), Layer.dense(inner, Activation.tanh()), Layer.dropout(0.25),
                Layer.residual(new Dense(inner, Activation.relu()).withoutBias()), Layer.dense(width, Activation.sigmoid()));
    }

    private static List<Layer> hidden() {
        Layer last = new Dense(1, Activation.identity());
        return Examples.of(Layer.class).stream().filter(layer -> isAccepted(() -> chain(1, List.of(layer, last)))).toList();
    }

    private static NetworkSpec chain(int inputs, List<Layer> layers) {
        NetworkSpec.Builder builder = NetworkSpec.inputs(inputs);
        layers.forEach(builder::layer);
        return builder.build();
    }

    private static boolean isAccepted(Runnable check) {
        try {
            check.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int mostExamples() {
        return Stream.concat(Stream.of(Activation.class), Told.closedChoices().stream()).mapToInt(type -> Examples.of(type).size()).max()
                .orElseThrow();
    }
}
