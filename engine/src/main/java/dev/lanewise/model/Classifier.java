package dev.lanewise.model;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A network that tells classes apart, and what the classes are called. Immutable, and shared by any number of threads; it allocates with
 * each call.
 *
 * {@snippet lang=java :
 * Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.softmax()).build(), 7);
 * Classifier flowers = Classifier.of(network, List.of("setosa", "versicolor", "virginica"));
 * List<Classifier.Ranked> best = flowers.top(new float[] {5.1f, 3.5f}, 2);
 * String first = best.get(0).name() + " with probability " + best.get(0).score();
 * }
 */
public final class Classifier {

    private final Network network;
    private final List<String> names;

    private Classifier(Network network, List<String> names) {
        this.network = network;
        this.names = names;
    }

    /**
     * A class among others, by how well it fits a sample.
     *
     * @param number the class, from 0
     * @param name   what it is called
     * @param score  its output: after a softmax or sigmoid its probability. Of a network with a single output y, class 1 has y, and class 0
     *               what is as far on the other side of the threshold: 1 - y for a sigmoid, -y for a tanh
     */
    public record Ranked(int number, String name, float score) {
    }

    /**
     * A classifier whose classes are called by their numbers, from 0.
     *
     * @param network the network
     * @return the classifier
     * @throws IllegalArgumentException if its outputs are no classes, see {@link NetworkSpec#requireClasses()}
     */
    public static Classifier of(Network network) {
        return of(network, IntStream.range(0, network.spec().classes()).mapToObj(Integer::toString).toList());
    }

    /**
     * A classifier with names, for example those of a {@link dev.lanewise.data.LabelDictionary}.
     *
     * @param network the network
     * @param names   [classes], no two of them equal
     * @return the classifier
     * @throws IllegalArgumentException if the outputs of the network are no classes, there are more or fewer names, or two are equal
     */
    public static Classifier of(Network network, List<String> names) {
        NetworkSpec spec = Objects.requireNonNull(network, "network").spec();
        spec.requireClasses();
        List<String> copy = List.copyOf(names);
        if (copy.size() != spec.classes()) {
            throw new IllegalArgumentException("the network " + spec.shape() + " tells " + spec.classes() + " classes apart, got "
                    + Phrases.count(copy.size(), "name") + " " + Phrases.list(copy.stream()));
        }
        if (new HashSet<>(copy).size() < copy.size()) {
            throw new IllegalArgumentException("classes need names of their own, got " + Phrases.list(copy.stream()));
        }
        return new Classifier(network, copy);
    }

    /**
     * The network.
     *
     * @return with which this classifies
     */
    public Network network() {
        return network;
    }

    /**
     * What the classes are called.
     *
     * @return [classes], by their numbers
     */
    public List<String> names() {
        return names;
    }

    /**
     * The name of the class of one sample; see {@link Network#classify}.
     *
     * @param input [inputs]
     * @return the name
     * @throws IllegalArgumentException as {@link Network#classify}
     */
    public String classify(float[] input) {
        return names.get(network.classify(input));
    }

    /**
     * The names of the classes of several samples.
     *
     * @param inputs [samples][inputs]
     * @return [samples]
     * @throws IllegalArgumentException as {@link Network#classify}
     */
    public List<String> classify(float[][] inputs) {
        return Arrays.stream(network.classify(inputs)).mapToObj(names::get).toList();
    }

    /**
     * The classes that fit one sample best.
     *
     * @param input [inputs]
     * @param count how many, from 1; at most all classes are given
     * @return the best first, that of {@link #classify}; of classes with equal scores the one with the smaller number, or class 1 of a
     *         single output
     * @throws IllegalArgumentException if the count is below 1, or as {@link Network#classify}
     */
    public List<Ranked> top(float[] input, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the best classes expect a count of at least 1, got " + count);
        }
        float[] scores = scores(input);
        boolean isSingle = network.spec().outputs() == 1;
        return IntStream.range(0, scores.length).map(c -> isSingle ? 1 - c : c).mapToObj(c -> new Ranked(c, names.get(c), scores[c]))
                .sorted((a, b) -> a.score > b.score ? -1 : a.score < b.score ? 1 : 0).limit(count).toList();
    }

    /**
     * The probability of each class for one sample. Those of a softmax sum to 1; those of several sigmoids are independent of each other.
     *
     * @param input [inputs]
     * @return [classes]
     * @throws IllegalArgumentException if outputs of the network may be below 0 or above 1, or as {@link Network#classify}
     */
    public float[] probabilities(float[] input) {
        Activation last = network.spec().layers().getLast().activation();
        if (!(last.lowerBound() == 0 && last.upperBound() == 1)) {
            throw new IllegalArgumentException("the outputs of the network " + network.spec().shape() + " are no probabilities: its last"
                    + " activation is " + last.toText() + ", expected one from 0 to 1, such as softmax or sigmoid");
        }
        return scores(input);
    }

    private float[] scores(float[] input) {
        float[] outputs = network.decidableOutputs(input);
        if (outputs.length > 1) {
            return outputs;
        }
        Activation last = network.spec().layers().getLast().activation();
        return new float[] {last.lowerBound() + last.upperBound() - outputs[0], outputs[0]};
    }
}
