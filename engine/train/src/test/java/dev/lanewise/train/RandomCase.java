package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Categories;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random networks, losses, optimizers and samples that go together; a number is the seed of all of it. */
record RandomCase(NetworkSpec spec, Loss loss, Optimizer optimizer, Schedule schedule, Dataset samples) {

    static final List<Activation> ELEMENTWISE = List.of(Activation.identity(), Activation.sigmoid(), Activation.tanh(),
            Activation.relu(), new Activation.LeakyRelu(0.1f));
    /** Those that are a stage of their own. */
    static final List<Activation> KEPT = List.of(new Activation.Elu(0.7f), Activation.selu(), Activation.softplus(), Activation.softsign(),
            Activation.gelu(), Activation.geluTanh(), Activation.silu(), Activation.mish(), Activation.hardSigmoid(), Activation.hardTanh(),
            Activation.hardSwish());

    static final List<Loss> LOSSES = List.of(Loss.squaredError(), Loss.softmaxCrossEntropy(), Loss.sigmoidCrossEntropy(),
            Loss.huber(0.3f), Loss.absoluteError(), Loss.softmaxCrossEntropy(0.1f), Loss.poisson(), Loss.quantile(0.1f, 0.5f, 0.9f),
            Loss.quantile(0.25f), Loss.focal(), Loss.focal(0.5f, -1f));

    /** Some whose lanes repeat in each panel, and some whose lanes do not. */
    private static final List<Integer> MEMBERS = List.of(1, 2, 3, 4, 5, 8, 16, 24, 32);

    /** Of dense layers. */
    static RandomCase of(long seed, int samples) {
        return of(new SplittableRandom(seed), samples, false);
    }

    /** With layers of every kind. */
    static RandomCase ofAllKinds(long seed, int samples) {
        return of(new SplittableRandom(seed), samples, true);
    }

    private static RandomCase of(SplittableRandom random, int samples, boolean ofAllKinds) {
        Loss loss = pick(random, LOSSES);
        Optimizer optimizer = pick(random, OptimizerExamples.ALL);
        Schedule schedule = pick(random, List.of(new Schedule.Constant(), new Schedule.Linear(3), new Schedule.Cosine(9)));
        int inputs = size(random), outputs = size(random) * (loss instanceof QuantileLoss quantile ? quantile.levels().size() : 1);
        List<Layer> layers = new ArrayList<>();
        if (ofAllKinds && random.nextBoolean()) {
            layers.add(embedding(random, inputs));
        }
        int width = layers.isEmpty() ? inputs : layers.getFirst().outputs(inputs);
        if (ofAllKinds && width > 1 && random.nextInt(3) == 0) {
            layers.add(piecewise(random, width));
        } else if (ofAllKinds && random.nextInt(3) == 0) {
            layers.add(periodic(random, width));
        }
        for (int l = random.nextInt(3); l > 0; l--) {
            addOther(random, ofAllKinds, inputs, layers);
            Dense dense = new Dense(size(random), activation(random, ofAllKinds));
            layers.add(ofAllKinds && random.nextInt(3) == 0 ? dense.withoutBias() : dense);
        }
        addOther(random, ofAllKinds, inputs, layers);
        Activation output = loss.outputActivation().orElseGet(() -> activation(random, ofAllKinds));
        if (ofAllKinds && random.nextInt(4) == 0) {
            addHeads(random, outputs, output, layers);
        } else {
            layers.add(new Dense(outputs, output, new Initializer.GlorotNormal(), new Initializer.Uniform(-0.5f, 0.5f)));
            addOther(random, ofAllKinds && !loss.isFromLogits(), inputs, layers);
        }
        NetworkSpec spec = new NetworkSpec(inputs, layers);
        return new RandomCase(spec, loss, optimizer, schedule, samples(random, samples, spec, loss));
    }

    /** An ensemble whose members share the layers behind some place. */
    private static void addHeads(SplittableRandom random, int outputs, Activation output, List<Layer> layers) {
        int first = layers.stream().anyMatch(Embedding.class::isInstance) ? 1 : 0, members = pick(random, MEMBERS);
        layers.add(first + random.nextInt(layers.size() - first + 1), Layer.members(members));
        layers.add(Layer.heads(members, outputs, output.isLearned() ? Activation.tanh() : output));
    }

    private static Activation activation(SplittableRandom random, boolean ofAllKinds) {
        if (!ofAllKinds) {
            return pick(random, ELEMENTWISE);
        }
        Activation activation = pick(random, random.nextBoolean() ? ELEMENTWISE : KEPT);
        return switch (random.nextInt(4)) {
            case 0 -> Activation.parametric(activation);
            case 1 -> Activation.prelu();
            default -> activation;
        };
    }

    private static void addOther(SplittableRandom random, boolean ofAllKinds, int inputs, List<Layer> layers) {
        if (ofAllKinds && random.nextBoolean()) {
            int width = inputs;
            for (Layer layer : layers) {
                width = layer.outputs(width);
            }
            layers.add(other(random, width, 0));
        }
    }

    /** A layer that keeps the number of features. */
    private static Layer other(SplittableRandom random, int width, int depth) {
        return switch (random.nextInt(depth < 3 ? 4 : 3)) {
            case 0 -> Layer.dropout(random.nextDouble(0.9));
            case 1 -> Layer.layerNorm();
            case 2 -> Layer.scale();
            default -> residual(random, width, depth);
        };
    }

    private static Layer residual(SplittableRandom random, int width, int depth) {
        List<Layer> body = new ArrayList<>();
        if (random.nextBoolean()) {
            body.add(other(random, width, depth + 1));
        }
        for (int l = random.nextInt(3); l > 0; l--) {
            body.add(new Dense(size(random), activation(random, true)));
            body.add(l == 1 ? new Dense(width, activation(random, true)) : Layer.layerNorm());
        }
        if (body.isEmpty() || random.nextBoolean()) {
            body.add(other(random, width, depth + 1));
        }
        return new Residual(body);
    }

    private static Embedding embedding(SplittableRandom random, int inputs) {
        List<Embedding.Table> tables = new ArrayList<>();
        for (int input = 0; input < inputs; input++) {
            if (tables.isEmpty() || random.nextInt(3) == 0) {
                tables.add(new Embedding.Table(input, 1 + random.nextInt(random.nextInt(4) == 0 ? 600 : 9), size(random)));
            }
        }
        return new Embedding(tables, new Initializer.Uniform(-1f, 1f));
    }

    private static PiecewiseLinear piecewise(SplittableRandom random, int width) {
        List<PiecewiseLinear.Column> columns = new ArrayList<>();
        for (int input = 0; input + 1 < width && columns.size() < 3; input += 2 + random.nextInt(3)) {
            columns.add(new PiecewiseLinear.Column(input, input + 1, 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 9)));
        }
        return new PiecewiseLinear(columns, size(random));
    }

    private static Periodic periodic(SplittableRandom random, int width) {
        List<Integer> inputs = new ArrayList<>();
        for (int input = random.nextInt(width); input < width && inputs.size() < 3; input += 1 + random.nextInt(3)) {
            inputs.add(input);
        }
        return new Periodic(inputs, size(random), size(random), 0.4f);
    }

    private static Dataset samples(SplittableRandom random, int count, NetworkSpec spec, Loss loss) {
        int features = spec.inputs(), outputs = loss.targetsFor(spec.outputs());
        float[] inputs = floats(random, count * features);
        Categories.round(inputs, spec);
        if (random.nextBoolean()) {
            return Dataset.withTargets(inputs, features, suiting(loss, floats(random, count * outputs), outputs), outputs);
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(outputs);
        }
        return Dataset.labelled(inputs, features, labels, outputs);
    }

    /** Numbers from 0 to 1 as targets of a loss: a softmax wants rows that sum to 1. */
    static float[] suiting(Loss loss, float[] targets, int outputs) {
        if (loss instanceof Loss.SoftmaxCrossEntropy) {
            for (int at = 0; at < targets.length; at += outputs) {
                targets[at] += 1e-3f;
                float sum = 0;
                for (int o = 0; o < outputs; o++) {
                    sum += targets[at + o];
                }
                for (int o = 0; o < outputs; o++) {
                    targets[at + o] /= sum;
                }
            }
        }
        return targets;
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    private static int size(SplittableRandom random) {
        return 1 + random.nextInt(random.nextInt(10) == 0 ? 150 : 40);
    }

    private static <T> T pick(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
