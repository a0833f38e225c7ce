package dev.lanewise.train;

import dev.lanewise.chain.Chains;
import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.Use;
import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Network;
import dev.lanewise.panel.FloatDigest;
import dev.lanewise.platform.Overrides;
import dev.lanewise.platform.UseGuard;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.step.FiniteCheck;
import dev.lanewise.step.NonFiniteDiagnosis;
import dev.lanewise.step.ParameterCopies;
import dev.lanewise.step.ShapeCheck;
import dev.lanewise.step.Step;
import dev.lanewise.step.TrainingKind;
import dev.lanewise.step.UpdateRule;
import dev.lanewise.step.UpdateRules;
import dev.lanewise.store.ModelMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Trains a network: owns its working parameters, moments, memory and threads, and hands out immutable copies.
 *
 * <p>The same seed gives the same bits, whatever the number of threads, the vector width or the machine. A step allocates
 * nothing once the JVM has compiled it; memory for samples is taken when the first batch comes, and again when a larger one does. A
 * trainer serves one thread at a time and is closed to end its own threads: then it no longer learns or evaluates, but still gives its
 * network, checkpoint and progress.
 *
 * <p>Between two steps a trainer is at rest: {@link #checkpoint()} takes everything it needs to go on later, in another JVM, with
 * another number of threads or another width of vectors, with the bits of a run that was never stopped. An epoch that was left in
 * its middle, by an exception or a checkpoint, goes on with the next call of {@link #epoch(Dataset)}.
 */
public final class Trainer implements AutoCloseable {

    private final UseGuard guard = new UseGuard("a Trainer serves one thread at a time");
    private final Settings settings;
    private final TrainingKind kind;
    private final ImplementationSwitch implementation;
    private final long multiplyAddsOfSample;
    private final Parameters parameters;
    private final ShapeCheck shapes;
    private final NonFinitePolicy onNonFinite;
    private final WorkerTeam team;
    private final Step step;
    private final ProgressTracker course = new ProgressTracker();
    private final RunWarnings warnings;
    private final NonFiniteDiagnosis diagnosis;
    private final EpochLoop loop;

    private RunId run;
    private boolean closed;

    private Trainer(Builder builder) {
        NetworkSpec spec = builder.network.spec();
        settings = new Settings(spec, builder.loss, builder.optimizer, builder.factors, builder.gradient, builder.schedules, builder.batch,
                builder.seed);
        onNonFinite = builder.onNonFinite;
        boolean goesOn = builder.microBatch < builder.batch;
        kind = new TrainingKind(spec, builder.loss, builder.optimizer, builder.gradient, Math.min(builder.batch, builder.microBatch),
                goesOn, builder.threads > 1);
        implementation = kind.implementation();
        multiplyAddsOfSample = kind.multiplyAdds();
        UpdateRules rules = UpdateRules.of(builder.optimizer, builder.factors, builder.gradient, spec.tensors());
        parameters = new Parameters(spec, UpdateRule.of(builder.optimizer).slots());
        shapes = new ShapeCheck(spec, settings.loss());
        ParameterCopies.copy(builder.network, parameters.tensors());
        String rate = LearningRate.text(builder.optimizer, builder.optimizer == Builder.DEFAULT_OPTIMIZER, builder.factors);
        warnings = new RunWarnings(spec, builder.loss, settings.schedule(), builder.optimizer, rate);
        diagnosis = new NonFiniteDiagnosis(parameters, settings.loss(), rate, LearningRate.smaller(builder.optimizer));
        team = new WorkerTeam(builder.threads);
        step = Step.of(Chains.of(parameters, builder.loss, Use.TRAIN), rules, builder.schedules, builder.seed, slots(), team, false,
                goesOn ? builder.microBatch : Step.WHOLE_BATCH);
        loop = new EpochLoop(this, settings, parameters, step, course, warnings);
    }

    /**
     * A trainer for a new network; the seed given to the builder starts its parameters.
     *
     * @param spec what the network looks like
     * @return a builder
     */
    public static Builder builder(NetworkSpec spec) {
        return new Builder(Objects.requireNonNull(spec, "spec"), null);
    }

    /**
     * A trainer that goes on from a network's parameters.
     *
     * @param network where to start
     * @return a builder
     */
    public static Builder builder(Network network) {
        return new Builder(Objects.requireNonNull(network, "network").spec(), network);
    }

    /** How to train; what is not said has the default given with each method. */
    public static final class Builder {
        private static final Optimizer DEFAULT_OPTIMIZER = new Optimizer.Momentum(0.1f, 0.9f);

        private final NetworkSpec spec;
        private Network network;
        private Loss loss;
        private Optimizer optimizer = DEFAULT_OPTIMIZER;
        private TensorFactors factors = TensorFactors.NONE;
        private GradientOptions gradient = GradientOptions.NONE;
        private Schedules schedules = Schedules.CONSTANT;
        private int batch = 64;
        private int microBatch = Step.WHOLE_BATCH;
        private int threads = Overrides.threads(1);
        private long seed = 1;
        private NonFinitePolicy onNonFinite = NonFinitePolicy.STOP;

        private Builder(NetworkSpec spec, Network network) {
            this.spec = spec;
            this.network = network;
            loss = Loss.defaultFor(spec.layers().getLast().activation());
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
         * Another learning rate for some tensors: that of the optimizer and the schedule, times a factor. A tensor that is in several
         * groups has the product of their factors; a factor for the same group replaces the one before.
         *
         * <p>A factor of 0 freezes the tensors: a step changes neither them nor what the optimizer keeps beside them, which in a new
         * training stays at zero, and they do not decay. Their gradients are not summed.
         *
         * @param group  which tensors
         * @param factor at least 0
         * @return this
         * @throws IllegalArgumentException if the factor is negative or not finite
         */
        public Builder learningRateFactor(TensorGroup group, float factor) {
            factors = factors.with(new TensorFactors.Factor(TensorFactors.Target.LEARNING_RATE, group, factor));
            return this;
        }

        /**
         * Another decay for some tensors: that of the optimizer, where it has one, and penalties ({@link GradientOptions}), times a
         * factor. Without factors all tensors that learn decay. Several factors for a tensor work as those of
         * {@link #learningRateFactor} do.
         *
         * @param group  which tensors
         * @param factor at least 0; with 0 they do not decay
         * @return this
         * @throws IllegalArgumentException if the factor is negative or not finite
         */
        public Builder decayFactor(TensorGroup group, float factor) {
            factors = factors.with(new TensorFactors.Factor(TensorFactors.Target.DECAY, group, factor));
            return this;
        }

        /**
         * All factors at once, instead of those that were named before.
         *
         * @param factors for example those of a checkpoint's {@link Settings}
         * @return this
         */
        public Builder factors(TensorFactors factors) {
            this.factors = Objects.requireNonNull(factors, "factors");
            return this;
        }

        /**
         * An L1 penalty: the loss is plus {@code factor * sum |w|}, so {@code factor * sign(w)} is added to gradients; see
         * {@link GradientOptions} for the tensors that have it.
         *
         * @param factor at least 0; by default 0
         * @return this
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Builder l1(float factor) {
            gradient = gradient.withL1(factor);
            return this;
        }

        /**
         * An L2 penalty: the loss is plus {@code factor / 2 * sum w^2}, so {@code factor * w} is added to gradients; see
         * {@link GradientOptions} for the tensors that have it. {@code AdamW} and {@code Lion} have a decay of their own, which is no part
         * of the gradient.
         *
         * @param factor at least 0; by default 0
         * @return this
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Builder l2(float factor) {
            gradient = gradient.withL2(factor);
            return this;
        }

        /**
         * Clips each number of the gradients of all tensors, before penalties, to {@code -limit} to {@code limit}.
         *
         * @param limit positive; by default infinite, which clips nothing
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder clipValue(float limit) {
            gradient = gradient.withClipValue(limit);
            return this;
        }

        /**
         * Clips the gradients of all tensors together, before anything else becomes of them: all are multiplied by
         * {@code min(1, limit / (norm + 1e-6))}. A step then has the gradients of all tensors in memory before it changes a parameter.
         *
         * @param limit positive; by default infinite, which clips nothing
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder clipNorm(float limit) {
            gradient = gradient.withClipNorm(limit);
            return this;
        }

        /**
         * Limits the weights of each output of dense layers after each step: where their norm is above a limit, they are multiplied by
         * {@code limit / (norm + 1e-7)}. Frozen weights stay as they are.
         *
         * @param limit positive; by default infinite, which limits nothing
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder maxNorm(float limit) {
            gradient = gradient.withMaxNorm(limit);
            return this;
        }

        /**
         * Penalties, clipping and limits at once, instead of those that were named before.
         *
         * @param options for example those of a checkpoint's {@link Settings}
         * @return this
         */
        public Builder gradientOptions(GradientOptions options) {
            gradient = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * How the learning rate changes; by default it stays.
         *
         * @param schedule the schedule
         * @return this
         */
        public Builder schedule(Schedule schedule) {
            schedules = schedules.withRate(schedule);
            return this;
        }

        /**
         * How the rates of all dropout layers change; by default they stay.
         *
         * @param schedule the schedule, which must depend on the step alone
         * @return this
         * @throws IllegalArgumentException if it depends on validation losses
         */
        public Builder dropoutSchedule(Schedule schedule) {
            schedules = schedules.withDropout(schedule);
            return this;
        }

        /**
         * How the decay of the optimizer changes, where it has one; by default it stays. A decoupled decay is multiplied by the learning
         * rate of the step, too.
         *
         * @param schedule the schedule, which must depend on the step alone
         * @return this
         * @throws IllegalArgumentException if it depends on validation losses
         */
        public Builder decaySchedule(Schedule schedule) {
            schedules = schedules.withDecay(schedule);
            return this;
        }

        /**
         * Samples in a step, by default 64. A number above that of the data set's samples stands for all of them; memory is taken for
         * the samples that come.
         *
         * @param samples at least 1
         * @return this
         */
        public Builder batch(int samples) {
            batch = samples;
            return this;
        }

        /**
         * Samples that a step takes through the network at a time, by default all of its batch. Micro-batches need less memory; the
         * gradients of all tensors are added up in a memory of their own. They change no bit: a batch of 1024 in micro-batches of 128 has
         * the bits of the same batch at once, so this is none of the {@link Settings} that a checkpoint is held against.
         *
         * @param samples at least 1; from the samples of a batch on it changes nothing
         * @return this
         */
        public Builder microBatch(int samples) {
            microBatch = samples;
            return this;
        }

        /**
         * Threads, the caller's included, by default 1 or what {@link Overrides#threads} says; with 1 no thread is started.
         *
         * @param threads from 1 to {@link WorkerTeam#MAX_THREADS}
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
         * What to do about a loss or a parameter that is not finite, by default stop.
         *
         * @param policy stop, skip or continue
         * @return this
         */
        public Builder onNonFinite(NonFinitePolicy policy) {
            onNonFinite = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * The trainer, with its threads started.
         *
         * @return the trainer
         * @throws IllegalArgumentException if a number is out of range, the loss does not go with the network, or a factor is for a layer
         *                                  or tensor that it does not have
         */
        public Trainer build() {
            if (batch < 1) {
                throw new IllegalArgumentException("a batch needs at least 1 sample, got " + batch);
            }
            if (microBatch < 1) {
                throw new IllegalArgumentException("a micro-batch needs at least 1 sample, got " + microBatch);
            }
            if (threads < 1 || threads > WorkerTeam.MAX_THREADS) {
                throw new IllegalArgumentException("training takes 1 to " + WorkerTeam.MAX_THREADS + " threads, got " + threads);
            }
            factors.requireFit(spec);
            network = network == null ? Network.create(spec, seed) : network;
            return new Trainer(this);
        }
    }

    private List<ParameterSet> slots() {
        return parameters.tensors().slots();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this trainer is closed");
        }
    }

    /**
     * Checks that a data set can be learned from and evaluated with, before a long run begins: its shape, and each of its targets. The
     * cross-entropy of sigmoids expects targets from 0 to 1, that of a softmax rows of targets of at least 0 that sum to 1, give or take
     * 0.01; labels always fit. {@link #epoch(Dataset)} asks the same when a data set comes first.
     *
     * @param dataset the samples
     * @throws IllegalArgumentException if they do not fit the network or the loss; the message says what would
     */
    public void requireFits(Dataset dataset) {
        Objects.requireNonNull(dataset, "dataset");
        shapes.require(dataset);
    }

    /**
     * Learns from one batch.
     *
     * @param batch 1 to as many samples as the builder was told; rows of targets are held against the loss as {@link #requireFits} does
     * @return the mean loss of the batch before the update
     * @throws IllegalArgumentException     if the batch does not fit the network or is empty or too large; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if the loss is not finite, unless the builder was told otherwise; nothing is updated then
     * @throws TrainingInterruptedException if the thread is interrupted; nothing has changed then
     */
    public double step(Batch batch) {
        requireOpen();
        Objects.requireNonNull(batch, "batch");
        shapes.require(batch);
        if (batch.size() < 1 || batch.size() > settings.batch()) {
            throw new IllegalArgumentException("this trainer expects batches of 1 to " + settings.batch() + " samples, got "
                    + batch.size());
        }
        boolean outermost = guard.enter();
        try {
            loop.requireNoneRuns();
            warnings.beforeStep(course.steps() + 1);
            return learn(batch);
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * Learns from every sample once, in an order that depends on the seed and the number of the epoch; where an epoch is under way,
     * from those of its samples that are left.
     *
     * @param dataset the samples
     * @return what the epoch was like
     * @throws IllegalArgumentException     if the samples do not fit the network or the epoch that is under way, or are not those of
     *                                      the checkpoint from which this trainer goes on; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted; the epoch can go on
     */
    public EpochReport epoch(Dataset dataset) {
        return epoch(dataset, StepListener.NONE);
    }

    /**
     * Learns from every sample once, and tells of every step; where an epoch is under way, from those of its samples that are left.
     *
     * @param dataset  the samples
     * @param listener hears of every step; where it throws, training stops and can go on
     * @return what the epoch was like
     * @throws IllegalArgumentException     if the samples do not fit the network or the epoch that is under way, or are not those of
     *                                      the checkpoint from which this trainer goes on; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted; the epoch can go on
     */
    public EpochReport epoch(Dataset dataset, StepListener listener) {
        return epoch(dataset, listener, false);
    }

    /** An epoch of a fit. */
    EpochReport epochOfFit(Dataset dataset, FitOptions options) {
        loop.passOverShortBatches(options.isWithoutShortBatch());
        try {
            return epoch(dataset, options.listener());
        } finally {
            loop.passOverShortBatches(false);
        }
    }

    private EpochReport epoch(Dataset dataset, StepListener listener, boolean takesOtherData) {
        requireOpen();
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(listener, "listener");
        shapes.requireShape(dataset);
        boolean outermost = guard.enter();
        try {
            return takesOtherData ? loop.runOnAny(dataset, listener) : loop.run(dataset, listener);
        } finally {
            guard.leave(outermost);
        }
    }

    /** A step of a batch that fits; the loss may be {@linkplain #isUsable of no use}. */
    double learn(Batch batch) {
        requireOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw new TrainingInterruptedException("training was interrupted after step " + course.steps());
        }
        Kernels kernels = implementation.settled();
        double meanLoss = kernels != null ? run(kernels, batch) : runFirst(batch);
        if (isUsable(meanLoss)) {
            course.countStep();
        } else {
            skipOrStop(meanLoss);
        }
        return meanLoss;
    }

    private double runFirst(Batch batch) {
        ImplementationSwitch.Call call = implementation.begin();
        double meanLoss = run(call.kernels(), batch);
        call.end(multiplyAddsOfSample * batch.size(), kind);
        return meanLoss;
    }

    private double run(Kernels kernels, Batch batch) {
        return step.run(kernels, batch, course.steps() + 1, onNonFinite == NonFinitePolicy.CONTINUE);
    }

    boolean isUsable(double meanLoss) {
        return Double.isFinite(meanLoss) || onNonFinite == NonFinitePolicy.CONTINUE;
    }

    private void skipOrStop(double meanLoss) {
        if (onNonFinite == NonFinitePolicy.STOP || FiniteCheck.firstNonFinite(parameters) > 0) {
            throw new NonFiniteException("the loss became " + meanLoss + " in " + where(course.steps() + 1) + ", "
                    + diagnosis.ofLoss(step.outputs(), step.batch(), step.firstSample()));
        }
        course.countSkipped();
    }

    private String where(long step) {
        return (course.isInEpoch() ? "epoch " + course.epochs() + ", " : "") + "step " + step;
    }

    void requireFiniteParameters() {
        int layer = onNonFinite == NonFinitePolicy.CONTINUE ? 0 : FiniteCheck.firstNonFinite(parameters);
        if (layer > 0) {
            throw new NonFiniteException("by " + where(course.steps()) + " training has spoiled "
                    + diagnosis.ofParameters(layer, step.outputs(), step.batch()));
        }
    }

    /**
     * Tells how well the network does on samples that it does not learn from; {@link #fit} does so after each epoch. A schedule that is
     * {@linkplain Schedule.ReduceOnPlateau reduced on a plateau} makes the learning rate of the next steps of it; others do not mind.
     *
     * @param meanLoss of the validation
     * @throws IllegalStateException if this trainer is closed, or another thread uses it
     */
    public void validated(double meanLoss) {
        requireOpen();
        boolean outermost = guard.enter();
        try {
            settings.schedule().plateau().ifPresent(plateau -> course.validated(meanLoss, plateau));
            step.reduceRate(course.plateau().factor());
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * Everything that is needed to go on from here; may be taken by a listener between two steps.
     *
     * @return an immutable copy
     * @throws NonFiniteException    if a parameter is not finite, unless the builder was told to continue
     * @throws IllegalStateException if an exception has ended a step in the middle of its update, or another thread uses this trainer
     */
    public Checkpoint checkpoint() {
        boolean outermost = guard.enter();
        try {
            step.requireWhole();
            requireFiniteParameters();
            return new Checkpoint(settings, course.picture(), Optional.of(run()), Optional.ofNullable(loop.data()), network(),
                    slots().stream().map(slot -> ParameterCopies.network(parameters.spec(), slot)).toList());
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * How the learning rate changes.
     *
     * @return the schedule
     */
    public Schedule schedule() {
        return settings.schedule();
    }

    /**
     * The run that this trainer's checkpoints belong to: a new one, or the one of the checkpoint from which it goes on.
     *
     * @return its id
     */
    public RunId run() {
        if (run == null) {
            run = RunId.random();
        }
        return run;
    }

    /**
     * Goes on from a checkpoint of a trainer with the same settings; what this trainer has learned is replaced. The next epoch must be
     * given the data of the epochs before.
     *
     * @param checkpoint where to go on
     * @throws IllegalArgumentException if it was made with other settings; the trainer is unchanged then
     * @throws IllegalStateException    if this trainer is closed, or another thread uses it
     */
    public void resume(Checkpoint checkpoint) {
        resume(checkpoint, Set.of());
    }

    /**
     * Goes on from a checkpoint, also where something has changed on purpose; what this trainer has learned is replaced. What is not
     * accepted must be the same, and where all is the same the bits are those of a run that was never stopped.
     *
     * @param checkpoint where to go on
     * @param accepted   what may be different
     * @throws IllegalArgumentException if it was made with other settings; the trainer is unchanged then
     * @throws IllegalStateException    if this trainer is closed, another thread uses it, or a listener of an epoch calls
     */
    public void resume(Checkpoint checkpoint, Set<Accept> accepted) {
        requireOpen();
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(accepted, "accepted");
        boolean outermost = guard.enter();
        try {
            loop.requireNoneRuns();
            replaceBy(checkpoint, accepted);
        } finally {
            guard.leave(outermost);
        }
    }

    private void replaceBy(Checkpoint checkpoint, Set<Accept> accepted) {
        settings.requireSame(checkpoint.settings(), accepted.contains(Accept.OTHER_SCHEDULE));
        ParameterCopies.copy(checkpoint.network(), parameters.tensors());
        for (int i = 0; i < slots().size(); i++) {
            ParameterCopies.copy(checkpoint.moments().get(i), slots().get(i));
        }
        step.makeWhole();
        course.restore(checkpoint.progress());
        step.reduceRate(settings.schedule().plateau().isPresent() ? course.plateau().factor() : 1);
        run = checkpoint.run().orElse(null);
        loop.resume(checkpoint.data().orElse(null), accepted.contains(Accept.OTHER_DATA));
        if (!checkpoint.progress().reports().isEmpty()) {
            warnings.begins(checkpoint.progress().reports().getFirst().meanLoss());
        }
    }

    /**
     * Learns for some epochs, looks after each how well the network does on samples that it has not learned from, and keeps the best. Where
     * the optimizer keeps averages, it is the {@linkplain #averagedNetwork averaged network} that is tried and kept.
     *
     * @param train      what it learns from
     * @param validation what it is tried with; {@link Dataset#split} makes both
     * @param options    how long, and with what patience
     * @return the best network, and what each epoch was like; this trainer stands where the last epoch left it
     * @throws IllegalArgumentException     if the samples do not fit the network, or the metric the samples; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted
     */
    public FitReport fit(Dataset train, Dataset validation, FitOptions options) {
        return fitting(train, validation, options).run(train, validation);
    }

    /**
     * Goes on with a {@link #fit} that was stopped: after {@link #resume(Checkpoint)}, with the same sets and options, it comes to the best
     * network of a fit that was never stopped, bit for bit. All epochs of the checkpoint count among those of the options, and the best
     * network so far is tried again with the validation set. Checkpoints must have been taken after the validation of an epoch, or within
     * an epoch, as {@link dev.lanewise.train.checkpoint.CheckpointListener#ofFit} does.
     *
     * @param train      what it learns from
     * @param validation what it is tried with
     * @param options    how long, and with what patience, the epochs before included; the maximum time is that of this call
     * @param best       the best network of the epochs before
     * @param bestEpoch  its epoch, from 1
     * @return the best network, and what each epoch of this call was like; none where all epochs had been done
     * @throws IllegalArgumentException     if samples or network do not fit, or the metric the samples; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted
     */
    public FitReport resumeFit(Dataset train, Dataset validation, FitOptions options, Network best, int bestEpoch) {
        requireSameLayers(best);
        if (bestEpoch < 1) {
            throw new IllegalArgumentException("the epoch of the best network expects a number of at least 1, got " + bestEpoch);
        }
        int done = course.epochs() - (course.isInEpoch() ? 1 : 0);
        return fitting(train, validation, options).after(done, best, bestEpoch, validation).run(train, validation);
    }

    private void requireSameLayers(Network network) {
        Objects.requireNonNull(network, "network");
        if (!network.spec().equals(settings.spec())) {
            throw new IllegalArgumentException("this trainer expects a network with its own layers, " + settings.spec().shape() + ", got "
                    + network.spec().shape() + (network.spec().shape().equals(settings.spec().shape()) ? " of other kinds" : ""));
        }
    }

    private Fitting fitting(Dataset train, Dataset validation, FitOptions options) {
        requireFits("train", train);
        requireFits("validation", validation);
        Objects.requireNonNull(options, "options");
        Evaluation.require(settings.spec(), settings.loss(), validation, options.metric().stream().toList());
        return new Fitting(this, options, System::nanoTime);
    }

    private void requireFits(String name, Dataset dataset) {
        Objects.requireNonNull(dataset, name);
        try {
            shapes.require(dataset);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Learns for a number of epochs and keeps the network that does best on a validation set; see
     * {@link #fit(Dataset, Dataset, FitOptions)}.
     *
     * @param train      what it learns from
     * @param validation what it is tried with
     * @param epochs     at least 1
     * @return the best network, and what each epoch was like
     * @throws IllegalArgumentException     if there are no epochs or the samples do not fit the network; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed, or a listener of an epoch calls
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted
     */
    public FitReport fit(Dataset train, Dataset validation, int epochs) {
        return fit(train, validation, FitOptions.epochs(epochs));
    }

    /**
     * Learns from each of some samples once, in an order that depends on the seed and on how many such calls and epochs there were. Unlike
     * those of {@link #epoch(Dataset)}, samples may be others each time, also after {@link #resume}: data that keep coming. All classes are
     * declared ahead, by the outputs of the network and of each data set; a part need not have samples of each.
     *
     * @param samples the part that has come
     * @return what it was like
     * @throws IllegalArgumentException     if the samples do not fit the network, or a part that is under way; nothing has changed then
     * @throws IllegalStateException        if this trainer is closed
     * @throws NonFiniteException           if a loss or parameter is not finite, unless the builder was told otherwise
     * @throws TrainingInterruptedException if the thread is interrupted; the part can go on
     */
    public EpochReport partialFit(Dataset samples) {
        return epoch(samples, StepListener.NONE, true);
    }

    /**
     * How well the network does now, worked out on this trainer's threads.
     *
     * @param dataset the samples
     * @return loss, accuracy and confusion
     * @throws IllegalArgumentException if the samples do not fit the network
     * @throws IllegalStateException    if this trainer is closed
     */
    public Evaluation evaluate(Dataset dataset) {
        return evaluate(dataset, List.of());
    }

    /**
     * How well the network does now, also by metrics, worked out on this trainer's threads: the values do not depend on how many there
     * are. See {@link Evaluation#of(Network, Loss, Dataset, List)}.
     *
     * @param dataset the samples
     * @param metrics what to measure beside loss, accuracy and confusion
     * @return all of these
     * @throws IllegalArgumentException if samples, network and metrics do not fit each other
     * @throws IllegalStateException    if this trainer is closed
     */
    public Evaluation evaluate(Dataset dataset, List<? extends Metric> metrics) {
        requireOpen();
        Objects.requireNonNull(dataset, "dataset");
        boolean outermost = guard.enter();
        try {
            return Evaluation.of(parameters, kind, dataset, metrics, team);
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * How well {@link #trainedNetwork()} does, worked out on this trainer's threads: the averages where the optimizer keeps them, else the
     * network as {@link #evaluate(Dataset, List)} does.
     *
     * @param dataset the samples
     * @param metrics what to measure beside loss, accuracy and confusion
     * @return all of these
     * @throws IllegalArgumentException if samples, network and metrics do not fit each other
     * @throws IllegalStateException    if this trainer is closed
     */
    public Evaluation evaluateTrained(Dataset dataset, List<? extends Metric> metrics) {
        return keepsAverages() ? evaluate(averagedNetwork(), dataset, metrics) : evaluate(dataset, metrics);
    }

    /** How well a network of the same spec does, on this trainer's threads. */
    Evaluation evaluate(Network network, Dataset dataset, List<? extends Metric> metrics) {
        requireOpen();
        Objects.requireNonNull(dataset, "dataset");
        boolean outermost = guard.enter();
        try {
            TrainingKind forward = TrainingKind.withoutMoments(settings.spec(), settings.loss(), EvaluationPass.BLOCK);
            return Evaluation.of(ParameterCopies.of(network), forward, dataset, metrics, team);
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * The network as it is now.
     *
     * @return an immutable copy
     * @throws IllegalStateException if another thread uses this trainer
     */
    public Network network() {
        boolean outermost = guard.enter();
        try {
            return ParameterCopies.network(parameters.spec(), parameters.tensors());
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * The moving averages of the parameters; frozen tensors are as they are.
     *
     * @return an immutable copy; the network itself before the first step
     * @throws IllegalStateException if the optimizer is none of {@link Optimizer.Averaged}, or another thread uses this trainer
     */
    public Network averagedNetwork() {
        if (!keepsAverages()) {
            throw new IllegalStateException("this trainer keeps no averages: it has the optimizer " + settings.optimizer().toText()
                    + ", expected Optimizer.averaged(...)");
        }
        boolean outermost = guard.enter();
        try {
            return course.steps() == 0 ? ParameterCopies.network(parameters.spec(), parameters.tensors())
                    : ParameterCopies.lastSlots(parameters.spec(), parameters.tensors(), settings.factors());
        } finally {
            guard.leave(outermost);
        }
    }

    private boolean keepsAverages() {
        return settings.optimizer() instanceof Optimizer.Averaged;
    }

    /**
     * What training has come to: the {@linkplain #averagedNetwork averaged network} where the optimizer keeps averages, else the
     * {@linkplain #network network}. It is what {@link #fit} tries and keeps.
     *
     * @return an immutable copy
     * @throws IllegalStateException if another thread uses this trainer
     */
    public Network trainedNetwork() {
        return keepsAverages() ? averagedNetwork() : network();
    }

    /**
     * What a model file may say of the network: the seed, the fingerprint of the data of the last epoch, steps, epochs,
     * and as a metric the mean loss of the last epoch that has ended.
     *
     * @return for {@link dev.lanewise.store.ModelFile#save(Network, ModelMetadata, java.nio.file.Path)}
     */
    public ModelMetadata metadata() {
        ModelMetadata metadata = ModelMetadata.NONE.withSeed(settings.seed()).with("steps", course.steps())
                .with("epochs", course.epochs());
        List<EpochReport> reports = course.picture().reports();
        if (!reports.isEmpty()) {
            metadata = metadata.withMetric("train-loss", reports.getLast().meanLoss());
        }
        return loop.data() == null ? metadata : metadata.withData(loop.data());
    }

    /**
     * How far training has come: steps, epochs, the position in the epoch that is under way, and the reports so far. Takes a moment that
     * does not depend on how many reports there are.
     *
     * @return an immutable copy
     */
    public Progress progress() {
        return course.picture();
    }

    /**
     * Updates done so far.
     *
     * @return from 0
     */
    public long steps() {
        return course.steps();
    }

    /**
     * Epochs begun so far.
     *
     * @return from 0
     */
    public int epochs() {
        return course.epochs();
    }

    /**
     * SHA-256 over all that the next step depends on but the samples: the parameters as in {@link Network#sha256()}, the moments of
     * the optimizer in the same order, and as eight bytes each the seed, the steps, the epochs and the samples seen of the epoch
     * under way, 0 between epochs; then, where validations have changed it, the state of a schedule that looks at them. Little-endian,
     * every NaN as 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     * @throws IllegalStateException if another thread uses this trainer
     */
    public String stateSha256() {
        boolean outermost = guard.enter();
        try {
            FloatDigest sum = new FloatDigest();
            parameters.tensors().updateDigest(sum);
            slots().forEach(slot -> slot.updateDigest(sum));
            sum.add(settings.seed());
            sum.add(course.steps());
            sum.add(course.epochs());
            sum.add(course.position());
            addPlateau(sum);
            return sum.hex();
        } finally {
            guard.leave(outermost);
        }
    }

    private void addPlateau(FloatDigest sum) {
        Plateau plateau = course.plateau();
        if (!plateau.equals(Plateau.START)) {
            sum.add(Double.doubleToLongBits(plateau.factor()));
            sum.add(Double.doubleToLongBits(plateau.best()));
            sum.add(plateau.waited());
            sum.add(plateau.cooldown());
        }
    }

    /** Ends this trainer's threads; a second call does nothing. */
    @Override
    public void close() {
        closed = true;
        team.close();
    }
}
