package dev.lanewise.spec;

import dev.lanewise.panel.Arena;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Periodic embeddings of numbers: each of some inputs becomes {@code dims} numbers that are learned functions of it. All inputs come first
 * in the outputs, those that are embedded, too; then the embeddings, in the order in which their inputs are named.
 *
 * <p>The embedding of a number x is {@code e = b + W z} of the waves {@code z[f] = cos(2 pi frequency[f] x + phase[f])}. With x itself
 * beside it this is RealMLP's PBLD: periodic with bias, linear, densely connected. Frequencies start normal around 0, phases uniform
 * from -pi to pi, W and b uniform within {@code 1 / sqrt(frequencies)}.
 *
 * <p>A wave is worked out in turns, {@code t = frequency[f] x + phase[f] / (2 pi)}, of which whole ones are taken off without rounding. A
 * float of 2^21 turns or more is taken for whole ones; a number of turns that fits no float makes NaN.
 *
 * @param inputs      which of the inputs are embedded, from 0
 * @param frequencies waves of each, at least 1
 * @param dims        numbers that stand for each, at least 1
 * @param deviation   of the frequencies at the start, above 0: small ones make smooth functions
 * @see <a href="https://arxiv.org/abs/2407.04491">Holzmueller, Grinsztajn and Steinwart, Better by default, NeurIPS 2024</a>
 */
public record Periodic(List<Integer> inputs, int frequencies, int dims, float deviation) implements Layer {

    /** Most waves of an input. */
    public static final int MAX_FREQUENCIES = 1 << 12;

    private static final String EXPECTED = "expected a layer as 'periodic(input,...) frequencies x dims deviation', such as "
            + "'periodic(0,2) 16x3 0.1', got ";
    private static final int WORDS = 3;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if no input is embedded or one twice, or a number is out of its range
     */
    public Periodic {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || frequencies < 1 || frequencies > MAX_FREQUENCIES || dims < 1) {
            throw new IllegalArgumentException("a periodic embedding expects at least 1 input, 1 to " + MAX_FREQUENCIES
                    + " frequencies and at least 1 dim, got " + Phrases.count(inputs.size(), "input") + ", "
                    + Phrases.count(frequencies, "frequency", "frequencies") + " and " + Phrases.count(dims, "dim"));
        }
        if (!(deviation > 0 && deviation < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a periodic embedding expects a positive deviation of its frequencies, got " + deviation);
        }
        Set<Integer> seen = new HashSet<>();
        for (int input : inputs) {
            if (input < 0 || !seen.add(input)) {
                throw new IllegalArgumentException("a periodic embedding expects inputs from 0, each once, got input " + input
                        + (input < 0 ? "" : " twice"));
            }
        }
    }

    @Override
    public int outputs(int width) {
        for (int input : inputs) {
            if (input >= width) {
                throw new IllegalArgumentException("a periodic embedding of input " + input + " expects more inputs than that, got "
                        + width);
            }
        }
        long outputs = width + (long) inputs.size() * dims;
        if (outputs > Arena.MAX_FLOATS) {
            throw new IllegalArgumentException("a periodic embedding has at most " + Arena.MAX_FLOATS + " outputs, got " + outputs);
        }
        return (int) outputs;
    }

    /**
     * {@code frequency1} and {@code phase1} of shape [frequencies], {@code weight1} of shape [dims, frequencies], {@code bias1} of shape
     * [dims], and so on.
     */
    @Override
    public List<TensorSpec> tensors(String name, int width) {
        float end = (float) (1 / Math.sqrt(frequencies)), half = (float) Math.PI;
        TensorSpec.Start normal = new TensorSpec.Start(Initializer.normal(0f, deviation), 1, frequencies);
        TensorSpec.Start angle = new TensorSpec.Start(Initializer.uniform(-half, half), 1, frequencies);
        TensorSpec.Start small = new TensorSpec.Start(Initializer.uniform(-end, end), frequencies, dims);
        List<TensorSpec> tensors = new ArrayList<>();
        for (int c = 1; c <= inputs.size(); c++) {
            tensors.add(new TensorSpec(name + ".frequency" + c, List.of(frequencies), TensorSpec.Role.NORM, normal));
            tensors.add(new TensorSpec(name + ".phase" + c, List.of(frequencies), TensorSpec.Role.NORM, angle));
            tensors.add(new TensorSpec(name + ".weight" + c, List.of(dims, frequencies), TensorSpec.Role.WEIGHT, small));
            tensors.add(new TensorSpec(name + ".bias" + c, List.of(dims), TensorSpec.Role.BIAS, small));
        }
        return tensors;
    }

    /** The waves of one input. */
    @Override
    public Optional<Layer> miniature(int outputs) {
        return Optional.of(new Periodic(List.of(0), Math.min(frequencies, 16), Math.min(dims, 16), deviation));
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code periodic(0,2) 16x3 0.1}
     */
    @Override
    public String toText() {
        return "periodic(" + inputs.stream().map(String::valueOf).collect(Collectors.joining(",")) + ") " + frequencies + "x" + dims + " "
                + deviation;
    }

    static Periodic parse(String text) {
        String[] words = text.split(" ", WORDS + 1);
        int open = words[0].indexOf('(');
        String[] sizes = words.length == WORDS ? words[1].split("x", WORDS) : new String[0];
        if (sizes.length != 2 || open < 0 || !words[0].endsWith(")")) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
        }
        List<Integer> inputs = new ArrayList<>();
        for (String input : words[0].substring(open + 1, words[0].length() - 1).split(",")) {
            inputs.add(NetworkSpec.parseSize(input));
        }
        return new Periodic(inputs, NetworkSpec.parseSize(sizes[0]), NetworkSpec.parseSize(sizes[1]), parseDeviation(words[2], text));
    }

    private static float parseDeviation(String word, String text) {
        try {
            return Float.parseFloat(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text), e);
        }
    }
}
