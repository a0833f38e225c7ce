package dev.lanewise.model;

import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Parameters;
import dev.lanewise.file.SerialForm;
import dev.lanewise.kernel.CompactMatrix;
import dev.lanewise.panel.FloatDigest;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network with its parameters: immutable, and shared by any number of threads.
 *
 * <p>{@link #predict(float[])} is convenient, but allocates; use a {@link Predictor} on hot paths. There is nothing to close. A
 * serialized network is the bytes of its model file, and comes back through the reader of such files.
 */
public final class Network implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Parameters parameters;
    private final transient PredictionPlan plan;
    private final transient WeightFormat weightFormat;

    private Network(Parameters parameters) {
        this(parameters, WeightFormat.FLOAT32);
    }

    private Network(Parameters parameters, WeightFormat weightFormat) {
        this.parameters = parameters;
        this.weightFormat = weightFormat;
        plan = new PredictionPlan(Chains.of(parameters), spec(), this::skipsZeros);
    }

    /**
     * A network with the parameters that the spec's initializers give.
     *
     * @param spec what it looks like
     * @param seed of the initializers
     * @return the network
     */
    public static Network create(NetworkSpec spec, long seed) {
        Parameters parameters = new Parameters(spec);
        parameters.initialize(seed);
        return new Network(parameters);
    }

    /**
     * A network of dense layers with given parameters, weights as matrices in a named order, so that those of another library can be told
     * from their transposes: PyTorch's {@code Linear.weight} is {@link WeightOrder#OUT_IN}, a Keras {@code Dense} kernel
     * {@link WeightOrder#IN_OUT}. {@link #of(NetworkSpec, TensorSource)} is for networks of other layers. There is no form without the
     * order: numbers alone do not show whether they are transposed.
     *
     * {@snippet lang=java :
     * NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();
     * float[][] kernel = {{0.5f, -1f, 2f}, {1f, 0f, -0.5f}};      // model.layers[0].kernel.numpy(): 2 x 3
     * Network network = Network.of(spec, WeightOrder.IN_OUT, new float[][][] {kernel}, new float[][] {{0.1f, 0f, 0f}});
     * }
     *
     * @param spec    what it looks like
     * @param order   which size of a matrix of weights comes first
     * @param weights for each layer its matrix in that order, copied
     * @param biases  for each layer [out], copied
     * @return the network
     * @throws IllegalArgumentException if there are not as many matrices as layers, one has another shape, or a layer has other tensors
     *                                  than weights and biases
     */
    public static Network of(NetworkSpec spec, WeightOrder order, float[][][] weights, float[][] biases) {
        if (weights.length != spec.layers().size() || biases.length != spec.layers().size()) {
            throw new IllegalArgumentException("the network " + spec.shape() + " expects weights and biases of "
                    + Phrases.count(spec.layers().size(), "layer") + ", got " + weights.length + " and " + biases.length);
        }
        List<String> names = spec.tensors().stream().map(TensorSpec::name).toList();
        if (!names.equals(IntStream.rangeClosed(1, weights.length).mapToObj(NetworkSpec::nameOf)
                .flatMap(layer -> Stream.of(layer + ".weight", layer + ".bias")).toList())) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has other tensors than weights and biases of each layer,"
                    + " here " + Phrases.list(names.stream()) + "; give them all by their names");
        }
        Parameters parameters = new Parameters(spec);
        for (int l = 0; l < weights.length; l++) {
            float[] outIn = order.toOutIn(names.get(2 * l), weights[l], spec.widths().get(l + 1), spec.widths().get(l));
            parameters.set(l, outIn, biases[l]);
        }
        return new Network(parameters);
    }

    /**
     * A network with the tensors of a source.
     *
     * @param spec   what it looks like
     * @param source asked for each of the spec's {@link NetworkSpec#tensors()}, in their order
     * @param <E>    what the source throws
     * @return the network
     * @throws E                        if the source does
     * @throws IllegalArgumentException if a tensor has too few or too many numbers
     */
    public static <E extends Exception> Network of(NetworkSpec spec, TensorSource<E> source) throws E {
        Parameters parameters = new Parameters(spec);
        List<TensorSpec> tensors = parameters.tensors().tensors();
        for (int t = 0; t < tensors.size(); t++) {
            parameters.tensors().set(t, source.values(tensors.get(t)));
        }
        return new Network(parameters);
    }

    /**
     * What the network looks like.
     *
     * @return the spec
     */
    public NetworkSpec spec() {
        return parameters.spec();
    }

    PredictionPlan plan() {
        return plan;
    }

    /**
     * Whether chains of the first layer have the same bits without their terms of +0.0: a chain that begins with +0.0 or a number never
     * becomes -0.0, to which +0.0 would make a difference, and only weights that are not finite make NaN of 0.
     */
    private boolean skipsZeros() {
        if (!(spec().layers().getFirst() instanceof Dense dense)) {
            return false;
        }
        boolean isFinite = firstNonFinite().isEmpty(), hasBiases = dense.biases().isPresent();
        float[] biases = hasBiases ? tensor(NetworkSpec.nameOf(1) + ".bias") : new float[0];
        return isFinite && IntStream.range(0, biases.length).noneMatch(o -> Float.floatToRawIntBits(biases[o]) == Integer.MIN_VALUE);
    }

    /**
     * This network with the weights of its dense layers in less memory, so that predictions of one sample, which wait for weights, are
     * faster. Weights are rounded; sums remain chains of float multiply-adds. Everything else stays as it is, and so do the promises: the
     * same bits for a row alone and in any batch, at every width of vectors and on any number of threads.
     *
     * <p>{@link #tensor(int)}, hashes and files see the rounded weights as floats, so a file takes the memory of floats: load it, then
     * call this again, which gives the same compact network. Without that, the network of such a file predicts the bits of
     * {@link WeightFormat#BF16}; of {@link WeightFormat#INT8} the last bits may differ, since its sums are scaled at their end. An object
     * stream brings back a compact network.
     *
     * @param format {@link WeightFormat#BF16} or {@link WeightFormat#INT8}
     * @return another network; this one is unchanged
     * @throws IllegalArgumentException if weights are compact already, or not finite
     */
    public Network compact(WeightFormat format) {
        if (weightFormat != WeightFormat.FLOAT32) {
            throw new IllegalArgumentException("the weights of the network " + spec().shape() + " are " + weightFormat
                    + " already, expected FLOAT32");
        }
        firstNonFinite().ifPresent(what -> {
            throw new IllegalArgumentException("compact weights are finite, got " + what);
        });
        return switch (format) {
            case FLOAT32 -> this;
            case BF16 -> new Network(parameters.compact(CompactMatrix::bf16), format);
            case INT8 -> new Network(parameters.compact(CompactMatrix::int8), format);
        };
    }

    /**
     * How the weights of dense layers are held.
     *
     * @return {@link WeightFormat#FLOAT32} but after {@link #compact}
     */
    public WeightFormat weightFormat() {
        return weightFormat;
    }

    /**
     * The memory that the parameters take.
     *
     * @return bytes, with the padding of the kernels' layout
     */
    public long parameterBytes() {
        return parameters.tensors().bytes();
    }

    /**
     * Names and shapes of what the network has learned.
     *
     * @return from the first layer to the last
     */
    public List<TensorSpec> tensors() {
        return parameters.tensors().tensors();
    }

    /**
     * A tensor of the network.
     *
     * @param number its place in {@link #tensors()}, from 0
     * @return row-major, a copy
     */
    public float[] tensor(int number) {
        return parameters.tensors().rowMajor(number);
    }

    /**
     * A tensor of the network: weights of a dense layer are [out x in], its biases [out]; {@link #tensors()} has all names and shapes.
     *
     * @param name such as {@code layer1.weight} or {@code layer1.bias}; layers count from 1
     * @return row-major, a copy
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] tensor(String name) {
        return tensor(parameters.tensors().indexOf(name));
    }

    /**
     * The first weight or bias that is NaN or infinite.
     *
     * @return in words, for example {@code layer2.weight[3, 17] is NaN}; nothing where all are finite
     */
    public Optional<String> firstNonFinite() {
        return parameters.tensors().firstNonFinite();
    }

    /**
     * The outputs for one sample. Allocates its scratch; see {@link #predictor}.
     *
     * @param input [inputs]
     * @return [outputs]
     * @throws IllegalArgumentException if the length of the input does not fit
     */
    public float[] predict(float[] input) {
        if (input.length != plan.inputs()) {
            throw new IllegalArgumentException("inputs: 1 sample of the network " + spec().shape() + " needs "
                    + Phrases.count(plan.inputs(), "float") + ", got " + input.length);
        }
        float[] output = new float[plan.outputs()];
        new Predictor(this, 1).predict(input, output);
        return output;
    }

    /**
     * The outputs for several samples. Allocates them and its scratch; see {@link #predictor}.
     *
     * @param inputs [samples][inputs]
     * @return [samples][outputs]
     * @throws IllegalArgumentException if the length of a row does not fit
     */
    public float[][] predict(float[][] inputs) {
        float[] rows = rows(inputs), outputs = new float[Math.multiplyExact(inputs.length, plan.outputs())];
        new Predictor(this, Math.max(1, inputs.length)).predict(rows, inputs.length, outputs);
        float[][] predicted = new float[inputs.length][];
        Arrays.setAll(predicted, sample -> Arrays.copyOfRange(outputs, sample * plan.outputs(), (sample + 1) * plan.outputs()));
        return predicted;
    }

    private float[] rows(float[][] inputs) {
        float[] rows = new float[Math.multiplyExact(inputs.length, plan.inputs())];
        for (int sample = 0; sample < inputs.length; sample++) {
            if (inputs[sample].length != plan.inputs()) {
                throw new IllegalArgumentException("row " + sample + " of the inputs of the network " + spec().shape() + ": expected "
                        + Phrases.count(plan.inputs(), "float") + ", got " + inputs[sample].length);
            }
            System.arraycopy(inputs[sample], 0, rows, sample * plan.inputs(), plan.inputs());
        }
        return rows;
    }

    /**
     * A predictor of single samples. It predicts without allocating and serves one thread at a time.
     *
     * @return a new one
     */
    public Predictor predictor() {
        return new Predictor(this, 1);
    }

    /**
     * A predictor of up to a number of samples in a call. It predicts without allocating and serves one thread at a time.
     *
     * @param maxSamples samples of the largest call that is expected
     * @return a new one
     * @throws IllegalArgumentException if it is not at least 1
     */
    public Predictor predictor(int maxSamples) {
        return new Predictor(this, maxSamples);
    }

    /**
     * A predictor whose calls of more than 128 samples are shared among threads, which are started for a call and end with it. The outputs
     * have the same bits. {@link Predictor#Predictor(Network, int, Executor, int)} takes an executor of yours instead.
     *
     * @param maxSamples samples of the largest call that is expected
     * @param threads    how many threads work for a call, the calling one included
     * @return a new one, for one calling thread at a time
     * @throws IllegalArgumentException if a number is not at least 1, or threads are more than 1,024
     */
    public Predictor predictor(int maxSamples, int threads) {
        return new Predictor(this, maxSamples, Shares::start, threads);
    }

    /**
     * The class of one sample: that of the largest output, the first where several are equal; with a single output 1 where it reaches 0.5
     * (sigmoid) or 0 (tanh), else 0. See {@link NetworkSpec#classOf}.
     *
     * @param input [inputs]
     * @return its number, from 0
     * @throws IllegalArgumentException if the length of the input does not fit, an input is not finite, the network has a single output
     *                                  with another activation, or its outputs for this input have no largest value
     */
    public int classify(float[] input) {
        return spec().classOf(decidableOutputs(input));
    }

    /**
     * The classes of several samples, as {@link #classify(float[])} says.
     *
     * @param inputs [samples][inputs]
     * @return [samples], numbers from 0
     * @throws IllegalArgumentException if the length of a row does not fit, or as {@link #classify(float[])}
     */
    public int[] classify(float[][] inputs) {
        int[] classes = new int[inputs.length];
        new Predictor(this, Math.max(1, inputs.length)).classify(rows(inputs), inputs.length, classes);
        return classes;
    }

    /** Outputs for one sample that stand for a class; throws IllegalArgumentException as {@link #classify} where they do not. */
    float[] decidableOutputs(float[] input) {
        spec().requireClasses();
        requireFinite(input, 1);
        float[] outputs = predict(input);
        requireClass(outputs, 0);
        return outputs;
    }

    void requireFinite(float[] inputs, int samples) {
        for (int i = 0; i < Math.min(inputs.length, samples * plan.inputs()); i++) {
            if (!Float.isFinite(inputs[i])) {
                throw new IllegalArgumentException("input " + i % plan.inputs() + " of the network " + spec().shape()
                        + (samples == 1 ? "" : " in sample " + i / plan.inputs()) + ": expected a finite number, got " + inputs[i]);
            }
        }
    }

    /** The class of outputs from an index on. */
    int requireClass(float[] outputs, int from) {
        int answer = spec().classOf(outputs, from);
        if (answer == NetworkSpec.NO_CLASS) {
            throw new IllegalArgumentException("the outputs of the network " + spec().shape() + " for this input have no largest value: "
                    + notFinite(Arrays.copyOfRange(outputs, from, from + plan.outputs())) + causeOfNotFinite());
        }
        return answer;
    }

    private static String notFinite(float[] outputs) {
        int output = IntStream.range(0, outputs.length).filter(o -> Float.isNaN(outputs[o]) || outputs[o] == Float.POSITIVE_INFINITY)
                .findFirst().orElse(0);
        return "output " + output + " is " + outputs[output];
    }

    private String causeOfNotFinite() {
        OptionalInt tensor = parameters.tensors().firstNonFiniteTensor();
        return tensor.isPresent() ? "; layer " + (parameters.layerOf(tensor.getAsInt()) + 1) + " has parameters that are not finite"
                : "; sums on the way are too large for a float";
    }

    /**
     * SHA-256 over all that the network is: the text of its spec, then name, shape and values of each tensor. Networks that differ in an
     * activation or an initializer alone have different hashes. In bytes: a text is its length in UTF-8 as eight bytes, then these
     * bytes; texts are {@link NetworkSpec#toText()} and, before the values of each tensor, {@link TensorSpec#toText()}; values are
     * row-major
     * floats; all is little-endian, every NaN is 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        FloatDigest sum = new FloatDigest();
        sum.add(spec().toText());
        parameters.tensors().updateNamedDigest(sum);
        return sum.hex();
    }

    /**
     * SHA-256 over the parameters alone; see {@link Parameters#sha256()}.
     *
     * @return 64 hexadecimal digits
     */
    public String parameterSha256() {
        return parameters.sha256();
    }

    @Serial
    private Object writeReplace() {
        return ServiceLoader.load(SerialForm.class, SerialForm.class.getClassLoader()).findFirst().orElseThrow().of(this);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a serialized network is the bytes of its model file, got fields of the network itself");
    }

    @Override
    public String toString() {
        return "Network " + Phrases.list(spec().toText().lines());
    }
}
