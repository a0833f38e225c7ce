package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.ShuffledSource;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.model.Parameters;
import dev.lanewise.panel.BitSum;
import dev.lanewise.runtime.Overrides;
import dev.lanewise.runtime.Team;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Trains a network: owns its working parameters, moments, memory and threads, and hands out immutable copies.
 *
 * <p>The same seed gives the same bits, whatever the number of threads, the vector width or the machine. A step allocates
 * nothing once the JVM has compiled it. A trainer serves one thread at a time and is closed to end its own threads.
 */
public final class Trainer implements AutoCloseable {

    private final Parameters parameters;
    private final Loss loss;
    private final int batchSize;
    private final long seed;
    private final Team team;
    private final List<Moments> moments;
    private final Step step;

    private long steps;
    private int epochs;
    private int seen;
    private Dataset shuffled;
    private ShuffledSource source;
    private Batch batch;

    private Trainer(Builder builder) {
        parameters = builder.network.parameters();
        loss = builder.loss;
        batchSize = builder.batch;
        seed = builder.seed;
        Kernels kernels = KernelChoice.kernels();
        List<Dense> layers = parameters.layers();
        UpdateRule rule = UpdateRule.of(builder.optimizer, kernels);
        moments = IntStream.range(0, rule.moments()).mapToObj(i -> Moments.zero(layers)).toList();
        team = new Team(builder.threads);
        step = new Step(kernels, layers, new LossKernel(kernels, loss, layers), rule, builder.schedule, moments, batchSize, team);
    }

    /**
     * A trainer for a new network; the seed given to the builder starts its parameters.
     *
     * @param spec what the network looks like
     * @return a builder
     */
    public static Builder builder(NetworkSpec spec) {
        return new Builder(spec, null);
    }

    /**
     * A trainer that goes on from a network's parameters.
     *
     * @param network where to start
     * @return a builder
     */
    public static Builder builder(Network network) {
        return new Builder(network.spec(), network);
    }

    /** How to train; what is not said has the default given with each method. */
    public static final class Builder {
        private final NetworkSpec spec;
        private Network network;
        private Loss loss;
        private Optimizer optimizer = new Optimizer.Momentum(0.1f, 0.9f);
        private Schedule schedule = new Schedule.Constant();
        private int batch = 64;
        private int threads = Overrides.threads(1);
        private long seed = 1;

        private Builder(NetworkSpec spec, Network network) {
            this.spec = spec;
            this.network = network;
            loss = Loss.suiting(spec.layers().getLast().activation());
        }

        /**
         * What to make small; by default the softmax cross-entropy after a softmax, else the squared error.
         *
         * @param loss the loss
         * @return this
         */
        public Builder loss(Loss loss) {
            this.loss = Objects.requireNonNull(loss, "loss");
            return this;
        }

        /**
         * How to change parameters; by default momentum 0.9 with learning rate 0.1.
         *
         * @param optimizer the optimizer
         * @return this
         */
        public Builder optimizer(Optimizer optimizer) {
            this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
            return this;
        }

        /**
         * How the learning rate changes; by default it stays.
         *
         * @param schedule the schedule
         * @return this
         */
        public Builder schedule(Schedule schedule) {
            this.schedule = Objects.requireNonNull(schedule, "schedule");
            return this;
        }

        /**
         * Samples in a step, by default 64.
         *
         * @param samples at least 1
         * @return this
         */
        public Builder batch(int samples) {
            batch = samples;
            return this;
        }

        /**
         * Threads, the caller's included, by default 1 or what {@link Overrides#threads} says; with 1 no thread is started.
         *
         * @param threads at least 1
         * @return this
         */
        public Builder threads(int threads) {
            this.threads = threads;
            return this;
        }

        /**
         * The seed of the start parameters and of the order of samples, by default 1.
         *
         * @param seed any number
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * The trainer, with its threads started.
         *
         * @return the trainer
         * @throws IllegalArgumentException if a number is out of range or the loss does not go with the network
         */
        public Trainer build() {
            loss.requireOutput(spec.layers().getLast().activation());
            if (batch < 1) {
                throw new IllegalArgumentException("a batch needs at least 1 sample, got " + batch);
            }
            if (threads < 1) {
                throw new IllegalArgumentException("training needs at least 1 thread, got " + threads);
            }
            network = network == null ? Network.create(spec, seed) : network;
            return new Trainer(this);
        }
    }

    /**
     * Learns from one batch.
     *
     * @param batch 1 to as many samples as the builder was told
     * @return the mean loss of the batch before the update
     * @throws IllegalArgumentException if the batch does not fit the network or is empty or too large
     */
    public double step(Batch batch) {
        Fit.require(parameters.spec(), loss, batch.features(), batch.outputs());
        if (batch.size() < 1 || batch.size() > batchSize) {
            throw new IllegalArgumentException("this trainer expects batches of 1 to " + batchSize + " samples, got " + batch.size());
        }
        return step.run(batch, ++steps);
    }

    /**
     * Learns from every sample once, in an order that depends on the seed and the number of the epoch.
     *
     * @param dataset the samples
     * @return what the epoch was like
     * @throws IllegalArgumentException if the samples do not fit the network
     * @throws NonFiniteLossException   if the loss of a step is infinite or not a number
     */
    public EpochReport epoch(Dataset dataset) {
        return epoch(dataset, (count, samples, meanLoss) -> { });
    }

    /**
     * Learns from every sample once, and tells of every step.
     *
     * @param dataset  the samples
     * @param listener hears of every step
     * @return what the epoch was like
     * @throws IllegalArgumentException if the samples do not fit the network
     * @throws NonFiniteLossException   if the loss of a step is infinite or not a number
     */
    public EpochReport epoch(Dataset dataset, StepListener listener) {
        Fit.require(parameters.spec(), loss, dataset.features(), dataset.outputs());
        if (shuffled != dataset) {
            shuffled = dataset;
            source = new ShuffledSource(dataset, seed);
            batch = Batch.of(dataset, batchSize);
        }
        long start = System.nanoTime(), before = steps;
        source.startEpoch(++epochs);
        seen = 0;
        double sum = 0;
        while (source.fill(batch)) {
            sum += batch.size() * checkedStep(listener);
        }
        seen = 0;
        return new EpochReport(epochs, steps - before, dataset.size(), sum / dataset.size(), (System.nanoTime() - start) / 1e9);
    }

    private double checkedStep(StepListener listener) {
        double meanLoss = step.run(batch, ++steps);
        seen += batch.size();
        if (!Double.isFinite(meanLoss)) {
            throw new NonFiniteLossException("the loss became " + meanLoss + " in epoch " + epochs + ", step " + steps
                    + "; the usual causes are a learning rate that is too large and inputs that are not scaled");
        }
        listener.onStep(steps, batch.size(), meanLoss);
        return meanLoss;
    }

    /**
     * How well the network does now, worked out on this trainer's threads.
     *
     * @param dataset the samples
     * @return loss, accuracy and confusion
     * @throws IllegalArgumentException if the samples do not fit the network
     */
    public Evaluation evaluate(Dataset dataset) {
        return Evaluation.of(parameters, loss, dataset, team);
    }

    /**
     * The network as it is now.
     *
     * @return an immutable copy
     */
    public Network network() {
        return Network.copyOf(parameters);
    }

    /**
     * Updates done so far.
     *
     * @return from 0
     */
    public long steps() {
        return steps;
    }

    /**
     * Epochs begun so far.
     *
     * @return from 0
     */
    public int epochs() {
        return epochs;
    }

    /**
     * SHA-256 over all that the next step depends on but the samples: the parameters as in {@link Network#sha256()}, the moments of
     * the optimizer in the same order, and as eight bytes each the seed, the steps, the epochs and the samples seen of the epoch
     * under way, 0 between epochs. Little-endian, every NaN as 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     */
    public String stateSha256() {
        BitSum sum = new BitSum();
        parameters.addTo(sum);
        for (Moments each : moments) {
            each.addTo(sum);
        }
        sum.add(seed);
        sum.add(steps);
        sum.add(epochs);
        sum.add(seen);
        return sum.hex();
    }

    /** Ends this trainer's threads; a second call does nothing. */
    @Override
    public void close() {
        team.close();
    }
}
