package dev.lanewise.samples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Variable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {

    @Test
    void holdsTheNetworkAndTheSample() throws IOException {
        Map<String, Object> json = parsed(Explained.tutorial(), Notation.ARTICLE);

        assertEquals(List.of(3, 3, 1), json.get("sizes"));
        assertEquals(List.of("sigmoid", "sigmoid"), json.get("activations"));
        assertEquals("squared_error", json.get("loss"));
        assertEquals(Map.of("symbol", "w12(2)", "kind", "weight", "layer", 2, "to", 1, "from", 2), json.get("variable"));
        assertEquals("article", json.get("notation"));
        assertEquals(0.0135374, number(json.get("cost")), 1e-7);
        assertEquals(List.of(1.5, 2.0, 3.0), json.get("input"));
        assertEquals(List.of(1.0), json.get("target"));
        assertEquals(0.8354557, number(((List<?>) json.get("output")).getFirst()), 1e-7);
    }

    @Test
    void holdsLayersAndParametersOfEveryKind() throws IOException {
        Map<String, Object> json = parsed(Explained.embedded(), Notation.ARTICLE);

        assertEquals(List.of(2, 4, 4, 1), json.get("sizes"));
        assertEquals(List.of("embedding(1:2x3) uniform(-1.0,1.0)", "dropout(0.5)", "identity"), json.get("activations"));
        assertEquals(Map.of("symbol", "table1,2,2(1)", "kind", "parameter", "layer", 1, "tensor", "table1", "element", 4),
                json.get("variable"));
        assertEquals(true, object(json.get("proofs")).get("hold"));
    }

    @Test
    void holdsTheChainRuleOfTheTutorial() throws IOException {
        Map<String, Object> tree = object(parsed(Explained.tutorial(), Notation.ARTICLE).get("tree"));

        assertEquals("dJ/dw12(2)", tree.get("derivative"));
        assertEquals("product", tree.get("kind"));
        assertEquals(-0.0218893, number(tree.get("value")), 1e-7);
        List<?> factors = (List<?>) tree.get("children");
        assertEquals(3, factors.size());
        assertFactor("dJ/dh1(3)", -0.1645443, factors.get(0));
        assertFactor("dh1(3)/dz1(2)", 0.1374695, factors.get(1));
        assertFactor("dz1(2)/dw12(2)", 0.9677045, factors.get(2));
    }

    private static void assertFactor(String derivative, double value, Object node) {
        Map<String, Object> factor = object(node);
        assertEquals(derivative, factor.get("derivative"));
        assertEquals("factor", factor.get("kind"));
        assertEquals(value, number(factor.get("value")), 1e-7);
        assertEquals(value, number(factor.get("exact")), 1e-7);
        assertFalse(factor.get("formula").toString().isEmpty());
        assertFalse(factor.get("sentence").toString().isEmpty());
        assertEquals(List.of(), factor.get("children"));
    }

    @Test
    void keepsTheBitsOfItsNumbers() throws IOException {
        Explanation e = Explained.tutorial();
        Map<String, Object> json = parsed(e, Notation.ARTICLE), proofs = object(json.get("proofs")), descent = object(json.get("descent"));

        assertEquals(e.root().value(), (float) number(object(json.get("tree")).get("value")));
        assertEquals(e.root().exact(), number(object(json.get("tree")).get("exact")));
        assertEquals(e.proofs().backward(), (float) number(proofs.get("backward")));
        assertEquals(e.proofs().exact(), number(proofs.get("exact")));
        assertEquals(e.proofs().bound(), number(proofs.get("bound")));
        assertEquals(e.proofs().difference(), number(proofs.get("difference")));
        assertEquals(e.proofs().differenceBound(), number(proofs.get("differenceBound")));
        assertEquals(true, proofs.get("hold"));
        assertEquals(e.descent().orElseThrow().after(), (float) number(descent.get("after")));
        assertEquals(e.descent().orElseThrow().costAll(), number(descent.get("costAll")));
    }

    @Test
    void hasNoDescentByAnInputButTheWays() throws IOException {
        Map<String, Object> json = parsed(Explained.tutorial(new Variable.Output(1, 2)), Notation.MATRIX), tree = object(json.get("tree"));

        assertTrue(json.containsKey("descent"));
        assertNull(json.get("descent"));
        assertEquals(Map.of("symbol", "h2(1)", "kind", "output", "layer", 1, "node", 2), json.get("variable"));
        assertEquals("ways", tree.get("kind"));
        assertEquals(3, ((List<?>) tree.get("children")).size());
        assertEquals(0, tree.get("others"));
        assertEquals(0.0, number(tree.get("othersSum")));
    }

    @Test
    void writesASumOnceHoweverManyWaysLeadToIt() {
        String json = ExplanationJson.of(Explained.deep(1), Notation.ARTICLE);

        assertTrue(json.length() < 300_000, json.length() + " characters");
        assertTrue(json.contains("\"others\" : 1019"));
        assertTrue(json.endsWith("}\n"));
    }

    @Test
    void marksASumThatIsWrittenAlready() throws IOException {
        Map<String, Object> tree = object(parsed(Explained.twoHidden(), Notation.ARTICLE).get("tree"));
        int[] written = new int[2];
        count(tree, written);
        assertEquals(1 + 3 + 2, written[0], "one by the input and one a hidden node");
        assertEquals(3 * 2 - 2, written[1], "two nodes of layer 3 are met from three nodes of layer 2");
    }

    /** Counts sums written out, and sums that are repeated. */
    private static void count(Map<String, Object> node, int[] counts) {
        if (node.get("kind").equals("ways")) {
            counts[node.get("repeated") == Boolean.TRUE ? 1 : 0]++;
        }
        ((List<?>) node.get("children")).forEach(child -> count(object(child), counts));
    }

    private static Map<String, Object> parsed(Explanation e, Notation notation) throws IOException {
        return JSON.std.mapFrom(ExplanationJson.of(e, notation));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    private static double number(Object json) {
        return ((Number) json).doubleValue();
    }
}
