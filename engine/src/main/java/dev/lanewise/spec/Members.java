package dev.lanewise.spec;

import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Objects;

/**
 * The beginning of an ensemble within one network, TabM-mini: behind this layer a sample is one row for each member, the sample times
 * factors of the member, {@code u[m] = r[m] x}. All layers that follow are shared by the members and see each row by itself, until
 * {@link Heads} end the network with a head for each member. The members are trained each on its own loss, and predictions are the means
 * of theirs.
 *
 * <p>The first factors have to differ from member to member. Where several columns stand for one feature of a table, such as the columns of
 * one category, they should begin with one number: draw it once, repeat it, and give the tensor to
 * {@link dev.lanewise.model.Network#of(NetworkSpec, dev.lanewise.model.TensorSource)}.
 *
 * @param count members, from 1 to {@link #MOST}
 * @param start where the factors start
 * @see <a href="https://arxiv.org/abs/2410.24210">Gorishniy, Kotelnikov and Babenko, TabM: advancing tabular deep learning with
 *      parameter-efficient ensembling, ICLR 2025</a>
 */
public record Members(int count, Initializer start) implements Layer {

    /** Members of the largest ensemble: eight times as many as anybody trains. */
    public static final int MOST = 256;

    private static final String EXPECTED = "expected a layer as 'members(count) start', such as 'members(8) normal(0.0,1.0)', got ";

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@link #MOST}
     */
    public Members {
        Objects.requireNonNull(start, "start");
        requireCount(count);
    }

    static void requireCount(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("expected from 1 to " + MOST + " members, got " + count);
        }
    }

    /** Refuses members that no heads end, and heads of other members. */
    static void requireHeads(List<Layer> layers) {
        List<Members> opened = layers.stream().filter(Members.class::isInstance).map(Members.class::cast).toList();
        if (opened.size() > 1) {
            throw new IllegalArgumentException("a network has one layer of members, got " + opened.size());
        }
        int ended = layers.getLast() instanceof Heads heads ? heads.members() : 0;
        if (opened.isEmpty() && ended > 0) {
            throw new IllegalArgumentException("heads(" + ended + ") expect a layer members(" + ended + ") before them, got none");
        }
        if (!opened.isEmpty() && opened.getFirst().count() != ended) {
            String last = "heads(" + opened.getFirst().count() + ")";
            throw new IllegalArgumentException("a network with members(" + opened.getFirst().count() + ") ends with " + last + ", got "
                    + Phrases.shown(layers.getLast().toText()));
        }
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    /** {@code members} of shape [members, features]. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        return List.of(new TensorSpec(name + ".members", List.of(count, inputs), TensorSpec.Role.NORM,
                new TensorSpec.Start(start, inputs, inputs)));
    }

    @Override
    public int rowsOfSample() {
        return count;
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code members(8) normal(0.0,1.0)}
     */
    @Override
    public String toText() {
        return "members(" + count + ") " + start.toText();
    }

    static Members parse(String text) {
        String[] words = text.split(" ", 3);
        if (words.length != 2) {
            throw new IllegalArgumentException(EXPECTED + Phrases.shown(text));
        }
        return new Members(countOf(words[0], EXPECTED, text), Initializer.parse(words[1]));
    }

    /** The number in the brackets of a word. */
    static int countOf(String word, String expected, String text) {
        int open = word.indexOf('(');
        if (open < 0 || !word.endsWith(")")) {
            throw new IllegalArgumentException(expected + Phrases.shown(text));
        }
        return NetworkSpec.parseSize(word.substring(open + 1, word.length() - 1));
    }
}
