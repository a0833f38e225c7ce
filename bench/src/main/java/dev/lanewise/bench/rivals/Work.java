package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A case in the hands of a rival: run again and again, and asked once for the numbers on which all rivals must agree. */
interface Work {

    /** A step, a call or a product. */
    void run();

    /** The losses of the first steps, the outputs of a call, or elements of the product; asked before anything runs. */
    double[] answer();

    /** Makes the work of a case. */
    static Work of(Rival rival, Case which) {
        return switch (which.task().kind) {
            case TRAINING -> new Steps(rival.training(which.net(), which.task().optimizer(), which.threads()), which.net().batches());
            case PREDICTION, COMPACT -> new Predictions(
                    rival.prediction(which.net(), which.samples(), which.threads()), which.net(), which.samples());
            case PRODUCT -> new Products(rival.product(which, Sgemm.of(which)));
        };
    }

    /** Steps through batches in turn. */
    final class Steps implements Work {

        private static final int COMPARED = 20;

        private final Rival.Training training;
        private final Batch[] batches;
        private int next;

        Steps(Rival.Training training, Batch[] batches) {
            this.training = training;
            this.batches = batches;
        }

        @Override
        public void run() {
            step();
        }

        private double step() {
            return training.step(batches[next++ % batches.length]);
        }

        @Override
        public double[] answer() {
            return IntStream.range(0, COMPARED).mapToDouble(i -> step()).toArray();
        }
    }

    /** Calls with the same samples. */
    final class Predictions implements Work {

        private final Rival.Prediction prediction;
        private final float[] inputs;
        private final float[] outputs;

        Predictions(Rival.Prediction prediction, Net net, int samples) {
            this.prediction = prediction;
            inputs = net.inputs(new SplittableRandom(42), samples);
            outputs = new float[samples * net.sizes.getLast()];
        }

        @Override
        public void run() {
            prediction.predict(inputs, outputs);
        }

        @Override
        public double[] answer() {
            Arrays.fill(outputs, Float.NaN);
            run();
            return doubles(outputs);
        }
    }

    /** One product. */
    final class Products implements Work {

        private static final int COMPARED = 4096;

        private final Rival.Product product;

        Products(Rival.Product product) {
            this.product = product;
        }

        @Override
        public void run() {
            product.multiply();
        }

        @Override
        public double[] answer() {
            run();
            float[] c = product.result();
            int stride = Math.max(1, c.length / COMPARED) | 1;       // odd, so that all columns have their turn
            float[] some = new float[(c.length + stride - 1) / stride];
            for (int i = 0; i < some.length; i++) {
                some[i] = c[i * stride];
            }
            return doubles(some);
        }
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }
}
