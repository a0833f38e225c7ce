package dev.lanewise.formats.onnx;

import static dev.lanewise.formats.onnx.GraphText.FLOAT;
import static dev.lanewise.formats.onnx.GraphText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read means what the file means, by ONNX Runtime, or is refused. */
class OperatorMeaningTest {

    private static final float[] VALUES = {0, 0.0123f, -0.3f, 1.5f, 7, -7, 19, 21, -19, -21, 49, 51, -49, -51, 99, -101, 499, 501, 1e5f,
        -1e5f, 2e6f, -2e6f};

    @TempDir
    private Path folder;

    private static GraphText graph(int columns) {
        return new GraphText(8, 17).input("x", FLOAT, 0, columns);
    }

    private void agrees(GraphText graph, float... values) throws IOException, OrtException {
        Path file = graph.output("y", FLOAT, 0, 1).write(folder.resolve("model.onnx"));
        float[][] rows = new float[values.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new float[] {values[row]};
        }
        Judge.assertAgree((float[][]) Judge.run(file, Map.of("x", rows)).get("y"), Onnx.read(file).network().predict(rows), "read");
    }

    private void refuses(GraphText graph, String expected) throws IOException {
        Path file = graph.output("y", FLOAT, 0, 1).write(folder.resolve("model.onnx"));
        String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    /** Bounds near and far, around 0 and beside it. */
    @ParameterizedTest
    @CsvSource({"-50,50", "0,20", ",20", "-20,", "-100,500", "-500,100", "0,1e6", "1,1e6", "-1e6,-1", "-1e6,0", "20,21", ",500",
        ",1e6", "-1e6,", "1000,", ",-1000", "-1e5,1e5"})
    void keepsBounds(Float low, Float high) throws IOException, OrtException {
        GraphText clip = graph(1), spelled = graph(1), around = graph(1).floats("two", new float[] {-2}).floats("three", new float[] {3});
        String within = "x";
        if (low != null) {
            clip.floats("low", new float[] {low});
            spelled.floats("low", new float[] {low}).node("above = Max(x, low)");
            around.floats("low", new float[] {low});
            within = "above";
        }
        if (high != null) {
            clip.floats("high", new float[] {high});
            spelled.floats("high", new float[] {high});
            around.floats("high", new float[] {high});
        }
        String inputs = ", " + (low == null ? "" : "low") + (high == null ? "" : ", high") + ")";
        agrees(clip.node("y = Clip(x" + inputs), VALUES);
        agrees(spelled.node(high == null ? "y = Identity(above)" : "y = Min(" + within + ", high)"), VALUES);
        agrees(around.node("t = Mul(x, two)").node("s = Add(t, three)").node("c = Clip(s" + inputs).node("y = Mul(c, two)"), VALUES);
    }

    @Test
    void keepsTheBoundOfAnActivation() throws IOException, OrtException {
        agrees(graph(1).floats("high", new float[] {20}).node("r = Relu(x)").node("y = Clip(r, , high)"), VALUES);
        agrees(graph(1).floats("low", new float[] {-20}).floats("high", new float[] {20}).node("r = LeakyRelu(x)", with("alpha", 1f))
                .node("l = Min(r, high)").node("y = Max(l, low)"), VALUES);
        refuses(graph(1).floats("high", new float[] {20}).node("r = Softplus(x)").node("y = Min(r, high)"),
                "is no activation that is supported");
        refuses(graph(5_000).floats("low", new float[] {-100}).floats("high", new float[] {500}).node("y = Clip(x, low, high)"),
                "the bounds -100.0 and 500.0 around 0 leave too few digits of small numbers");
    }

    @Test
    void computesNothingOfLogarithms() throws IOException {
        refuses(graph(2).floats("w", new float[] {1, 2}, 2, 1).node("l = LogSoftmax(x)").node("y = MatMul(l, w)"),
                "node 'MatMul of y' (MatMul): computes with the logarithms of probabilities in 'l'");
    }

    @Test
    void refusesBatchNormInTraining() throws IOException {
        refuses(graph(1).floats("a", new float[] {1}, 1).node("y = BatchNormalization(x, a, a, a, a)", with("training_mode", 1)),
                "node 'BatchNormalization of y' (BatchNormalization): is in training mode");
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws IOException {
        refuses(graph(1).floats("w", new float[] {Float.NaN}, 1, 1).node("y = MatMul(x, w)"),
                "node 'MatMul of y' (MatMul): expected finite weights in 'w'");
        refuses(graph(1).floats("a", new float[] {1}, 1).floats("v", new float[] {-1}, 1).node("y = BatchNormalization(x, a, a, a, v)"),
                "expected finite numbers, got the variance -1.0");
        refuses(graph(1).floats("b", new float[] {Float.NaN}, 1).node("y = Add(x, b)"), "expected finite weights, got");
    }

    /** One column without a sigmoid is no probability. */
    @Test
    void putsNoOutputsSideBySide() throws IOException {
        refuses(graph(2).floats("w", new float[] {1, 2}, 2, 1).floats("one", new float[] {1}).node("p = MatMul(x, w)")
                .node("q = Sub(one, p)").node("y = Concat(q, p)", with("axis", 1)), "puts outputs of layers side by side");
    }

    @Test
    void readsAnImputerAlone() throws IOException {
        Path file = graph(1).node("y = ml.Imputer(x)", with("imputed_value_floats", new float[] {0.5f}),
                with("replaced_value_float", Float.NaN)).output("y", FLOAT, 0, 1).write(folder.resolve("model.onnx"));
        TableModel model = TableModel.of(Onnx.read(file)).orElseThrow();
        assertEquals(0.5, model.predict(Map.of("x", Double.NaN)).value());
        assertEquals(-3, model.predict(Map.of("x", -3)).value());
        refuses(graph(1).node("y = ml.Imputer(x)", with("imputed_value_floats", new float[] {0.5f})),
                "expected NaN as the value that is replaced, got 0.0");
    }

    /** Years less their mean: folded into floats, the difference would lose its digits. */
    @Test
    void scalesInDoubleWhatIsFarFromZero() throws IOException, OrtException {
        float[][] rows = {{2000, 3}, {2010.5f, -2}, {2024, 1}};
        for (String scaled : new String[] {"s = ml.Scaler(x)", "s = ml.Scaler(k)"}) {
            Path file = graph(2).integers("both", 0, 1).node("k = ml.ArrayFeatureExtractor(x, both)")
                    .node(scaled, with("offset", new float[] {2010, 0}), with("scale", new float[] {100 / 3f, 1}))
                    .floats("w", new float[] {0.7f, -0.4f}, 2, 1).node("y = MatMul(s, w)").output("y", FLOAT, 0, 1)
                    .write(folder.resolve("model.onnx"));
            float[][] expected = (float[][]) Judge.run(file, Map.of("x", rows)).get("y");
            TableModel model = TableModel.of(Onnx.read(file)).orElseThrow();
            for (int row = 0; row < rows.length; row++) {
                double got = model.predict(Map.of("x[0]", rows[row][0], "x[1]", rows[row][1])).value();
                assertEquals(expected[row][0], got, 1e-6 * Math.max(1, Math.abs(got)));
            }
        }
    }

    @Test
    void combinesConstantsAsTheFileDoes() throws IOException, OrtException {
        agrees(graph(1).integers("seven", 7).integers("two", 2).node("c = Div(seven, two)").node("d = Mul(c, two)")
                .node("f = Cast(d)", with("to", FLOAT)).node("y = Add(x, f)"), -1, 2);
        agrees(graph(1).floats("w", new float[] {3}, 1, 1, 1).integers("front", 0).node("s = Squeeze(w, front)")
                .node("y = MatMul(x, s)"), -1, 2);
        refuses(graph(3).floats("a", new float[] {1, 2, 3}, 3, 1).floats("b", new float[] {1, 2, 3}, 1, 3).node("c = Mul(a, b)")
                .node("y = Add(x, c)"), "node 'Mul of c' (Mul): expected constants of the same sizes, got [3, 1] and [1, 3]");
        refuses(graph(1).integers("seven", 7).integers("zero", 0).node("c = Div(seven, zero)").node("f = Cast(c)", with("to", FLOAT))
                .node("y = Add(x, f)"), "node 'Div of c' (Div): expected whole numbers, got Infinity");
    }

    @Test
    void leavesTheBatchInFront() throws IOException {
        refuses(graph(6).integers("s", 6, -1).node("y = Reshape(x, s)"), "expected a shape that leaves the batch in front");
        refuses(graph(6).integers("s", -1, -2).node("y = Reshape(x, s)"), "expected a shape that leaves the batch in front");
        refuses(graph(6).integers("s", 0, 6).node("y = Reshape(x, s)", with("allowzero", 1)), "expected a shape that leaves the batch");
        refuses(graph(6).integers("k", 0, 1).integers("front", 0).node("i = Unsqueeze(k, front)")
                .node("y = Gather(x, i)", with("axis", 1)), "expected a list of columns, got the sizes [1, 2]");
    }

    private static GraphText norm(float eps, String... sums) {
        GraphText graph = graph(1).floats("w", new float[] {1, -2, 3}, 1, 3).floats("eps", new float[] {eps}).floats("two", new float[] {2})
                .integers("last", -1).node("z = MatMul(x, w)").node("m = ReduceMean(z)", with("axes", new long[] {-1}))
                .node("c = Sub(z, m)").node("q = Pow(c, two)").node("v = ReduceMean(q)", with("axes", new long[] {-1}));
        for (String sum : sums) {
            graph.node(sum);
        }
        return graph.node("d = Sqrt(e)").node("n = Div(c, d)").floats("w2", new float[] {1, 2, 4}, 3, 1).node("y = MatMul(n, w2)");
    }

    @Test
    void readsTheSumsOfLayerNorms() throws IOException, OrtException {
        agrees(norm(0.25f, "e = Add(eps, v)"), -1, 2, 0.1f);
        refuses(norm(0.25f, "f = Add(v, eps)", "e = Add(f, eps)"), "node 'Add of e' (Add): expected one positive number");
        refuses(norm(0, "e = Add(v, eps)"), "node 'Add of e' (Add): expected one positive number");
        refuses(graph(1).floats("a", new float[] {1}, 1).node("y = LayerNormalization(x, a)", with("epsilon", 0f)),
                "node 'LayerNormalization of y' (LayerNormalization): expected a positive epsilon, got 0.0");
    }

    @Test
    void takesClassesOfItsOwnOutputsAlone() throws IOException {
        refuses(graph(2).floats("w", new float[] {1, 2, 3, 4}, 2, 2).node("a = MatMul(x, w)").node("b = MatMul(a, w)")
                .node("c = MatMul(x, w)").node("y = Softmax(b)").node("l = ArgMax(c)", with("axis", 1)).output("l", GraphText.INT64, 0, 1),
                "are classes and numbers that these classes do not come from");
        refuses(graph(1).node("y = Sigmoid(x)").node("l = ml.Binarizer(y)").output("l", FLOAT, 0, 1),
                "expected classes above and below a probability of 0.5, got the threshold 0.0");
    }

    @Test
    void readsEveryByteBesideTheFileOnce() throws IOException {
        float[] w = {1, 2, 3, 4};
        Files.write(folder.resolve("weights"), GraphText.floatBytes(w));
        refuses(graph(2).external("a", "weights", 0, w, 2, 2).external("b", "weights", 0, w, 2, 2).node("z = MatMul(x, a)")
                .node("y = MatMul(z, b)"), "tensor 'b': the tensors in 'weights' have more bytes than its 16");
    }

    @Test
    void keepsTheNumbersOfSelu() throws IOException, OrtException {
        agrees(graph(1).node("y = Selu(x)", with("alpha", 1.6737f), with("gamma", 1.0502f)), -7, -1, 2);
    }
}
