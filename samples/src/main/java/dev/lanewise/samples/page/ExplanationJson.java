package dev.lanewise.samples.page;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An explanation as JSON, for other programs. */
public final class ExplanationJson {

    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private ExplanationJson() {
    }

    /**
     * The network, the sample, the tree of derivatives, the proofs and the step of descent. Numbers are written so that reading
     * gives the same bits.
     *
     * @param e        the explanation
     * @param notation whose signs it uses
     * @return indented JSON that ends with a line feed
     */
    public static String of(Explanation e, Notation notation) {
        Signs signs = new Signs(e, notation);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sizes", e.spec().widths());
        json.put("activations", IntStream.rangeClosed(1, e.spec().layers().size()).mapToObj(e::kind).toList());
        json.put("loss", e.loss().toText());
        json.put("variable", variable(e.by(), signs));
        json.put("notation", notation.toString());
        json.put("cost", e.cost());
        json.put("input", floats(e.values().h()[0]));
        json.put("target", floats(e.target()));
        json.put("output", floats(e.values().h()[e.spec().layers().size()]));
        json.put("tree", new TermJson(signs).of(e.root()));
        json.put("proofs", proofs(e));
        json.put("descent", e.descent().map(ExplanationJson::descent).orElse(null));
        try {
            return PRETTY.asString(json) + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, Object> variable(Variable by, Signs signs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("symbol", signs.of(by));
        switch (by) {
            case Variable.Weight(int layer, int to, int from) ->
                json.putAll(ordered("kind", "weight", "layer", layer, "to", to, "from", from));
            case Variable.Bias(int layer, int to) -> json.putAll(ordered("kind", "bias", "layer", layer, "to", to));
            case Variable.Parameter(int layer, String tensor, int element) ->
                json.putAll(ordered("kind", "parameter", "layer", layer, "tensor", tensor, "element", element));
            case Variable.Output(int layer, int node) -> json.putAll(ordered("kind", "output", "layer", layer, "node", node));
            case Variable.PreActivation(int layer, int node) -> json.putAll(ordered("kind", "sum", "layer", layer, "node", node));
            case Variable.Cost c -> json.put("kind", "cost");
        }
        return json;
    }

    private static Map<String, Object> proofs(Explanation e) {
        Explanation.Proofs p = e.proofs();
        return ordered("backward", p.backward(), "exact", p.exact(), "bound", p.bound(), "difference", p.difference(),
                "differenceBound", p.differenceBound(), "hold", p.hold(e.root().value()));
    }

    private static Map<String, Object> descent(Explanation.Descent d) {
        return ordered("alpha", d.alpha(), "before", d.before(), "after", d.after(), "cost", d.cost(), "costAlone", d.costAlone(),
                "costAll", d.costAll());
    }

    private static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    /** A map of names and values in turn, which keeps their order. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
