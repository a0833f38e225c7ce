package dev.lanewise.spec;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A residual: what the layers of its body make of its input, one after the other, is added to that input, {@code h = body(x) + x}.
 *
 * @param body at least one layer; together they have as many outputs as inputs
 * @see <a href="https://arxiv.org/abs/1512.03385">He, Zhang, Ren and Sun, Deep residual learning for image recognition, 2016</a>
 */
public record Residual(List<Layer> body) implements Layer {

    /** Residuals within each other. */
    static final int MAX_DEPTH = 3;
    /** Brackets within each other: those of residuals, and of what stands inside. */
    private static final int MAX_BRACKETS = 8;

    /**
     * Checks the body.
     *
     * @throws IllegalArgumentException if it is empty, has a layer that only the first or the last one may be, members or heads, or
     *                                  residuals more than three deep
     */
    public Residual {
        body = List.copyOf(body);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("a residual needs at least 1 layer in its body, got none");
        }
        for (Layer layer : body) {
            if (layer instanceof Members || layer instanceof Heads) {
                throw new IllegalArgumentException("the body of a residual cannot have " + Phrases.shown(layer.toText())
                        + ", which belongs to a whole network");
            }
            if (layer.limitsInputs() || !layer.activation().isElementwise()) {
                throw new IllegalArgumentException("the body of a residual cannot have " + Phrases.shown(layer.toText())
                        + ", which only the first or the last layer of a network may be");
            }
        }
        if (depth(body) > MAX_DEPTH) {
            throw new IllegalArgumentException("at most " + MAX_DEPTH + " residuals may stand within each other, got more");
        }
    }

    private static int depth(List<Layer> body) {
        return 1 + body.stream().mapToInt(layer -> layer instanceof Residual inner ? depth(inner.body) : 0).max().orElseThrow();
    }

    /**
     * As many as inputs.
     *
     * @throws IllegalArgumentException if the body does not have as many outputs
     */
    @Override
    public int outputs(int inputs) {
        int width = inputs;
        for (Layer layer : body) {
            width = layer.outputs(width);
        }
        if (width != inputs) {
            throw new IllegalArgumentException("the body of a residual with " + Phrases.count(inputs, "input")
                    + " expects as many outputs, got " + width);
        }
        return inputs;
    }

    /** Those of its body: {@code body1.weight} of the first layer, and so on. */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        List<TensorSpec> tensors = new ArrayList<>();
        int width = inputs;
        for (int l = 0; l < body.size(); l++) {
            tensors.addAll(body.get(l).tensors(name + ".body" + (l + 1), width));
            width = body.get(l).outputs(width);
        }
        return tensors;
    }

    @Override
    public List<Layer> parts() {
        return body.stream().flatMap(layer -> layer.parts().stream()).toList();
    }

    /** Nothing: its {@link #parts()} have miniatures of their own, of widths that need not go together. */
    @Override
    public Optional<Layer> miniature(int outputs) {
        return Optional.empty();
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code residual(64 relu he_uniform zero; dropout(0.1))}
     */
    @Override
    public String toText() {
        return body.stream().map(Layer::toText).collect(Collectors.joining("; ", "residual(", ")"));
    }

    static Residual parse(String text) {
        List<Layer> body = new ArrayList<>();
        int depth = 0, from = text.indexOf('(') + 1;
        // before any part is read: a file may have brackets as deep as it likes
        requireBrackets(text);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && (c == ';' || c == ')')) {
                body.add(Layer.parse(text.substring(from, i).strip()));
                from = i + 1;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return new Residual(body);
    }

    /** The first bracket is closed by the last character, and no other one before it. */
    private static void requireBrackets(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth > MAX_BRACKETS) {
                throw new IllegalArgumentException("layer " + Phrases.shown(text) + " has more than " + MAX_BRACKETS
                        + " brackets within each other");
            }
            if (c == ')' && depth == 0 && i < text.length() - 1) {
                throw new IllegalArgumentException("layer " + Phrases.shown(text) + " goes on behind its closing bracket");
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("layer " + Phrases.shown(text) + " lacks its closing bracket");
        }
    }
}
