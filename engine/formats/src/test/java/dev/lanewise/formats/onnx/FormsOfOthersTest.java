package dev.lanewise.formats.onnx;

import static dev.lanewise.formats.onnx.GraphText.FLOAT;
import static dev.lanewise.formats.onnx.GraphText.STRING;
import static dev.lanewise.formats.onnx.GraphText.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.Answer;
import dev.lanewise.table.TableModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forms in which scikit-learn's, Keras' and PyTorch's exporters write, built by hand as their sources say. Each runs in ONNX Runtime
 * first, and what is read must agree.
 */
class FormsOfOthersTest {

    private static final int ROWS = 33;

    @TempDir
    private Path folder;

    private static float[] numbers(int count, long seed) {
        float[] numbers = Judge.rows(1, count, seed)[0];
        for (int i = 0; i < count; i++) {
            numbers[i] *= 0.6f;
        }
        return numbers;
    }

    private ModelFile.Content agrees(GraphText graph, String input, float[][] rows, String output) throws IOException, OrtException {
        Path file = graph.write(folder.resolve("model.onnx"));
        float[][] expected = (float[][]) Judge.run(file, Map.of(input, rows)).get(output);
        ModelFile.Content content = Onnx.read(file);
        Judge.assertAgree(expected, content.network().predict(rows), "read");
        return content;
    }

    /** skl2onnx of a StandardScaler and an MLPClassifier of two classes: one probability becomes two, and the label is looked up. */
    @Test
    void readsTwoClassesOfScikitLearn() throws IOException, OrtException {
        GraphText graph = new GraphText(8, 15).input("X", FLOAT, 0, 4)
                .node("variable = ml.Scaler(X)", with("offset", new float[] {5.8f, -3, 3.7f, 120}),
                        with("scale", new float[] {1.2f, 2.3f, 0.57f, 0.01f}))
                .node("cast_input = Cast(variable)", with("to", FLOAT))
                .floats("coefficient", numbers(4 * 6, 1), 4, 6).floats("intercepts", numbers(6, 2), 1, 6)
                .node("mul_result = MatMul(cast_input, coefficient)").node("add_result = Add(mul_result, intercepts)")
                .node("next_activations = Relu(add_result)")
                .floats("coefficient1", numbers(6, 3), 6, 1).floats("intercepts1", numbers(1, 4), 1, 1)
                .node("mul_result1 = MatMul(next_activations, coefficient1)").node("add_result1 = Add(mul_result1, intercepts1)")
                .node("out_activations_result = Sigmoid(add_result1)")
                .floats("unity", new float[] {1}).node("negative_class_proba = Sub(unity, out_activations_result)")
                .node("probabilities = Concat(negative_class_proba, out_activations_result)", with("axis", 1))
                .texts("classes", "no", "yes").integers("shape_tensor", -1)
                .node("argmax_output = ArgMax(probabilities)", with("axis", 1))
                .node("array_feature_extractor_result = ml.ArrayFeatureExtractor(classes, argmax_output)")
                .node("label = Reshape(array_feature_extractor_result, shape_tensor)")
                .output("label", STRING, 0).output("probabilities", FLOAT, 0, 2);
        float[][] rows = Judge.rows(ROWS, 4, 5);
        for (float[] row : rows) {
            row[0] += 5;
            row[3] = 100 + 40 * row[3];
        }
        ModelFile.Content content = agrees(graph, "X", rows, "probabilities");
        assertEquals("4-6-1-2", content.network().spec().shape());
        assertEquals(List.of("no", "yes"), content.metadata().classNames().orElseThrow());
    }

    /** A column transformer: numbers with an imputer and a scaler, texts one-hot, an ordinal, three classes with ZipMap behind. */
    @Test
    void readsColumnTransformersOfScikitLearn() throws IOException, OrtException {
        float[][] numbers = Judge.rows(ROWS, 2, 6), years = new float[ROWS][1];
        String[][] towns = new String[ROWS][1], sizes = new String[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            numbers[row][1] = row % 4 == 0 ? Float.NaN : numbers[row][1];
            years[row][0] = 2001 + row % 3;
            towns[row][0] = List.of("Ulm", "Bonn", "Rom").get(row % 3);
            sizes[row][0] = List.of("S", "M", "L").get(row % 3);
        }
        Path file = transformer(false).write(folder.resolve("model.onnx"));
        float[][] expected = (float[][]) Judge.run(file, Map.of("numbers", numbers, "town", towns, "size", sizes, "year", years))
                .get("probabilities");

        TableModel model = TableModel.of(Onnx.read(transformer(true).write(file))).orElseThrow();
        assertEquals(List.of("numbers[0]", "numbers[1]", "town", "year", "size"), model.columns());
        assertEquals(List.of("3", "7", "11"), model.classes());
        float[][] got = new float[ROWS][3];
        for (int row = 0; row < ROWS; row++) {
            Map<String, Object> values = new HashMap<>(Map.of("numbers[0]", numbers[row][0], "town", towns[row][0], "size", sizes[row][0],
                    "year", years[row][0], "numbers[1]", numbers[row][1]));
            Answer answer = model.predict(values);
            for (int c = 0; c < 3; c++) {
                got[row][c] = answer.probabilities().get(model.classes().get(c)).floatValue();
            }
        }
        Judge.assertAgree(expected, got, "read");
    }

    static GraphText transformer(boolean hasZipMap) {
        GraphText graph = new GraphText(8, 13).input("numbers", FLOAT, 0, 2).input("town", STRING, 0, 1).input("size", STRING, 0, 1)
                .input("year", FLOAT, 0, 1)
                .node("imputed = ml.Imputer(numbers)", with("imputed_value_floats", new float[] {0.5f, -0.25f}),
                        with("replaced_value_float", Float.NaN))
                .node("scaled = ml.Scaler(imputed)", with("offset", new float[] {0.5f, 0.1f}), with("scale", new float[] {2, 3}))
                .node("hot1 = ml.OneHotEncoder(town)", with("cats_strings", new String[] {"Bonn", "Ulm"}), with("zeros", 1))
                .node("whole = Cast(year)", with("to", GraphText.INT64))
                .node("hot2 = ml.OneHotEncoder(whole)", with("cats_int64s", new long[] {2003, 2001}), with("zeros", 1))
                .node("hot = Concat(hot1, hot2)", with("axis", 2)).integers("hot_shape", -1, 4).node("flat = Reshape(hot, hot_shape)")
                .node("code = ml.LabelEncoder(size)", with("keys_strings", new String[] {"S", "M", "L"}),
                        with("values_floats", new float[] {0, 1, 2}), with("default_float", -1f))
                .node("all = Concat(scaled, flat, code)", with("axis", 1))
                .floats("w", numbers(7 * 5, 7), 7, 5).floats("b", numbers(5, 8), 1, 5).floats("w2", numbers(5 * 3, 9), 5, 3)
                .node("z = MatMul(all, w)").node("zb = Add(z, b)").node("h = Tanh(zb)").node("z2 = MatMul(h, w2)")
                .node("probabilities = Softmax(z2)", with("axis", 1));
        return hasZipMap ? graph.node("output_probability = ml.ZipMap(probabilities)", with("classlabels_int64s", new long[] {3, 7, 11}))
                .output("output_probability", FLOAT, 0, 3) : graph.output("probabilities", FLOAT, 0, 3);
    }

    /** PyTorch's nn.Embedding of a column of categories, beside numbers. */
    @Test
    void readsEmbeddingsOfCategories() throws IOException, OrtException {
        Path file = new GraphText(8, 17).input("c", GraphText.INT64, 0, 2).input("x", FLOAT, 0, 3).raw("e", FLOAT, numbers(5 * 4, 31), 5, 4)
                .integers("first", 1).integers("flat", -1, 4).node("id = Gather(c, first)", with("axis", 1)).node("row = Gather(e, id)")
                .node("r = Reshape(row, flat)").node("all = Concat(r, x)", with("axis", 1)).floats("w", numbers(7, 32), 7, 1)
                .node("y = MatMul(all, w)").output("y", FLOAT, 0, 1).write(folder.resolve("model.onnx"));
        long[][] categories = new long[ROWS][2];
        float[][] numbers = Judge.rows(ROWS, 3, 33);
        for (int row = 0; row < ROWS; row++) {
            categories[row][1] = row % 5;
        }
        TableModel model = TableModel.of(Onnx.read(file)).orElseThrow();
        float[][] got = new float[ROWS][1];
        for (int row = 0; row < ROWS; row++) {
            got[row][0] = (float) model.predict(Map.of("c[1]", categories[row][1], "x[0]", numbers[row][0], "x[1]", numbers[row][1], "x[2]",
                    numbers[row][2])).value();
        }
        Judge.assertAgree((float[][]) Judge.run(file, Map.of("c", categories, "x", numbers)).get("y"), got, "read");
    }

    @Test
    void readsRegressorsOfScikitLearn() throws IOException, OrtException {
        GraphText graph = new GraphText(8, 12).input("a", FLOAT, 0, 3).integers("kept", 2, 0).integers("shape", -1, 1)
                .node("columns = ml.ArrayFeatureExtractor(a, kept)").floats("min", new float[] {0.1f, 0.2f}, 1, 2)
                .floats("range", new float[] {4, 0.5f}, 1, 2).node("s = Sub(columns, min)").node("d = Div(s, range)")
                .node("c = Clip(d)").floats("w", numbers(2 * 3, 10), 2, 3).floats("b", numbers(3, 11), 3)
                .node("z = MatMul(c, w)").node("zb = Add(z, b)").node("h = Sigmoid(zb)").floats("w2", numbers(3, 12), 3, 1)
                .node("z2 = MatMul(h, w2)").node("i = Identity(z2)").node("variable = Reshape(i, shape)").output("variable", FLOAT, 0, 1);
        assertEquals("3-3-1", agrees(graph, "a", Judge.rows(ROWS, 3, 13), "variable").network().spec().shape());
    }

    /** tf2onnx of Keras: images flattened, batch norm as factors and shifts, GELU spelled out, swish, leaky ReLU. */
    static GraphText keras() {
        return new GraphText(8, 15).input("images", FLOAT, 0, 2, 3, 1).integers("shape", -1, 6)
                .node("x = Reshape(images, shape)").floats("w", numbers(6 * 5, 14), 6, 5).floats("b", numbers(5, 15), 5)
                .node("z = MatMul(x, w)").node("zb = Add(z, b)").floats("half", new float[] {0.5f})
                .floats("one", new float[] {1}).floats("root", new float[] {(float) Math.sqrt(2)})
                .node("r = Div(zb, root)").node("e = Erf(r)").node("e1 = Add(e, one)").node("hz = Mul(half, zb)").node("g = Mul(hz, e1)")
                .floats("factor", numbers(5, 16), 5).floats("shift", numbers(5, 17), 5)
                .node("f = Mul(g, factor)").node("n = Add(f, shift)").floats("w2", numbers(5 * 4, 18), 5, 4)
                .floats("b2", numbers(4, 19), 4).node("z2 = MatMul(n, w2)").node("zb2 = Add(z2, b2)").node("s = Sigmoid(zb2)")
                .node("swish = Mul(zb2, s)").floats("w3", numbers(4 * 4, 20), 4, 4).node("z3 = MatMul(swish, w3)")
                .node("l = LeakyRelu(z3)", with("alpha", 0.3f)).node("res = Add(l, swish)").floats("w4", numbers(4 * 3, 21), 4, 3)
                .node("z4 = MatMul(res, w4)").node("out = Softmax(z4)", with("axis", -1)).output("out", FLOAT, 0, 3);
    }

    @Test
    void readsFormsOfKeras() throws IOException, OrtException {
        Path file = keras().write(folder.resolve("model.onnx"));
        float[][] rows = Judge.rows(ROWS, 6, 22);
        float[][][][] images = new float[ROWS][2][3][1];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < 6; i++) {
                images[row][i / 3][i % 3][0] = rows[row][i];
            }
        }
        Network network = Onnx.read(file).network();
        Judge.assertAgree((float[][]) Judge.run(file, Map.of("images", images)).get("out"), network.predict(rows), "read");
        assertEquals("6-5-4-4-3", network.spec().shape());
    }

    /** PyTorch's exporter of today: weights named by the state dictionary, in another file. */
    @Test
    void readsWeightsInAnotherFile() throws IOException, OrtException {
        float[] w = numbers(5 * 80, 23), b = numbers(5, 24);
        Files.write(folder.resolve("model.onnx.data"), GraphText.floatBytes(w));
        GraphText graph = new GraphText(10, 18).input("x", FLOAT, 0, 80).external("0.weight", "model.onnx.data", 0, w, 5, 80)
                .raw("0.bias", FLOAT, b, 5)
                .node("linear = Gemm(x, 0.weight, 0.bias)", with("alpha", 1f), with("beta", 1f), with("transB", 1))
                .node("y = HardSwish(linear)").output("y", FLOAT, 0, 5);
        agrees(graph, "x", Judge.rows(ROWS, 80, 25), "y");
    }

    @Test
    void readsHalvesDoublesAndScaledProducts() throws IOException, OrtException {
        GraphText graph = new GraphText(8, 17).input("x", FLOAT, 0, 3).raw("h", GraphText.FLOAT16, numbers(3 * 4, 26), 3, 4)
                .raw("d", GraphText.DOUBLE, numbers(4 * 4, 27), 4, 4).raw("bf", GraphText.BFLOAT16, numbers(4 * 2, 28), 4, 2)
                .node("hf = Cast(h)", with("to", FLOAT)).node("df = Cast(d)", with("to", FLOAT)).node("dt = Transpose(df)")
                .node("bff = Cast(bf)", with("to", FLOAT)).node("a = MatMul(x, hf)").node("a1 = Elu(a)", with("alpha", 0.7f))
                .floats("c", numbers(1, 29)).node("p = Gemm(a1, dt, c)", with("alpha", 0.5f), with("beta", 2f))
                .node("low = Clip(p)").node("q = HardSigmoid(low)", with("alpha", 0.2f), with("beta", 0.4f))
                .node("y = MatMul(q, bff)").output("y", FLOAT, 0, 2);
        agrees(graph, "x", Judge.rows(ROWS, 3, 30), "y");
    }

    @Test
    void refusesExternalDataOutsideTheFolder() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.write(folder.resolve("secret"), new byte[16]);
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        Files.createLink(inside.resolve("hard"), folder.resolve("secret"));
        Files.write(Files.createDirectory(inside.resolve("weights")).resolve("own"), new byte[16]);
        Files.createSymbolicLink(inside.resolve("linked"), inside.resolve("weights"));
        for (String location : List.of("../secret", folder.resolve("secret").toString(), "link", "hard", "", "a/../../secret", "linked/own",
                "absent")) {
            Path file = new GraphText(10, 18).input("x", FLOAT, 0, 2).external("w", location, 0, new float[4], 2, 2)
                    .node("y = MatMul(x, w)").output("y", FLOAT, 0, 2).write(inside.resolve("model.onnx"));
            String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
            assertTrue(message.startsWith("model.onnx: tensor 'w': its external data is at '" + location + "'"), message);
        }
        Path own = new GraphText(10, 18).input("x", FLOAT, 0, 2).external("w", "weights/own", 0, new float[4], 2, 2)
                .node("y = MatMul(x, w)").output("y", FLOAT, 0, 2).write(inside.resolve("model.onnx"));
        assertEquals("2-2", Onnx.read(own).network().spec().shape());
    }

    /** As a model inside a jar. */
    @Test
    void readsFromMemoryWhatHasItsWeightsInside() throws IOException {
        Network network = NetworkExportTest.network("2\n3 tanh glorot_uniform zero\n2 softmax glorot_uniform zero\n", 3);
        Path file = folder.resolve("model.onnx");
        Onnx.write(network, file);
        byte[] bytes = Files.readAllBytes(file);
        String hash = Onnx.read(file).network().sha256();
        assertEquals(hash, Onnx.read(bytes).network().sha256());
        assertEquals(hash, Onnx.read(new ByteArrayInputStream(bytes), bytes.length).network().sha256());
        assertEquals("the ONNX model in memory: expected at most " + (bytes.length - 1) + " bytes, got more",
                assertThrows(IOException.class, () -> Onnx.read(new ByteArrayInputStream(bytes), bytes.length - 1)).getMessage());
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertEquals("the ONNX model in memory: expected an ONNX model, got other or damaged bytes",
                assertThrows(IOException.class, () -> Onnx.read(half)).getMessage());
        Files.write(folder.resolve("own"), new byte[16]);
        byte[] external = Files.readAllBytes(new GraphText(10, 18).input("x", FLOAT, 0, 2).external("w", "own", 0, new float[4], 2, 2)
                .node("y = MatMul(x, w)").output("y", FLOAT, 0, 2).write(file));
        assertEquals("the ONNX model in memory: tensor 'w': its numbers are in another file, expected them inside of a model that comes "
                + "from memory; read it by its path", assertThrows(IOException.class, () -> Onnx.read(external)).getMessage());
    }

    @Test
    void namesNodeOperatorAndWhatIsSupported() throws IOException {
        Map<String, GraphText> refused = Map.of(
                "node 'Conv of y' (Conv): is not supported; supported are Constant, Abs, Add,", new GraphText(8, 17)
                        .input("x", FLOAT, 0, 2).node("y = Conv(x)").output("y", FLOAT, 0, 2),
                "node 'Add of y' (Add) reads 'y', which no node before it writes", new GraphText(8, 17)
                        .input("x", FLOAT, 0, 2).node("y = Add(x, y)").output("y", FLOAT, 0, 2),
                "node 'Relu of a' (Relu) reads 'b', which no node before it writes", new GraphText(8, 17)
                        .input("x", FLOAT, 0, 2).node("a = Relu(b)").node("b = Add(a, x)").output("b", FLOAT, 0, 2),
                "input 'x' has the shape [-1, 2000000000]", new GraphText(8, 17).input("x", FLOAT, 0, 2_000_000_000)
                        .node("y = Relu(x)").output("y", FLOAT, 0, 2),
                "an activation of 100000 numbers that no matrix product has made", new GraphText(8, 17).input("x", FLOAT, 0, 100_000)
                        .node("y = Relu(x)").output("y", FLOAT, 0, 2),
                "expected operators of opset 6 or newer, got 5", new GraphText(3, 5).input("x", FLOAT, 0, 2).node("y = Relu(x)")
                        .output("y", FLOAT, 0, 2),
                "node 'MatMul of y' (MatMul): expected a constant as input 'x'", new GraphText(8, 17).input("x", FLOAT, 0, 2)
                        .node("y = MatMul(x, x)").output("y", FLOAT, 0, 2),
                "the texts of column 't' reach the network without an encoder", new GraphText(8, 17).input("t", STRING, 0, 1)
                        .node("y = Identity(t)").output("y", STRING, 0, 1));
        for (Map.Entry<String, GraphText> graph : refused.entrySet()) {
            Path file = graph.getValue().write(folder.resolve("model.onnx"));
            String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
            assertTrue(message.startsWith("model.onnx: " + graph.getKey()), message);
        }
    }

    /** Small files that ask for much: a constant that is used again and again, columns that double, residuals within each other. */
    @Test
    void makesLittleOfSmallFiles() throws IOException {
        GraphText products = new GraphText(8, 17).input("x0", FLOAT, 0, 100).floats("w", numbers(10_000, 1), 100, 100);
        GraphText columns = new GraphText(8, 17).input("x0", FLOAT, 0, 8_000);
        GraphText residuals = new GraphText(8, 17).input("x0", FLOAT, 0, 2);
        for (int i = 0; i < 2_000; i++) {
            products.node("x" + (i + 1) + " = MatMul(x" + i + ", w)");
            columns.node("c" + i + " = Concat(x0, x" + i + ")", with("axis", 1)).node("x" + (i + 1) + " = Gather(c" + i + ", k)",
                    with("axis", 1));
            residuals.node("r" + i + " = Relu(x" + i + ")").node("x" + (i + 1) + " = Add(r" + i + ", x0)");
        }
        long[] kept = new long[8_000];
        Map<GraphText, String> refused = Map.of(products.output("x2000", FLOAT, 0, 100), "makes far more numbers of the constants",
                columns.integers("k", kept).output("x2000", FLOAT, 0, 8_000), "makes far more numbers of the constants",
                residuals.output("x2000", FLOAT, 0, 2), "a formula of more than 400 parts");
        for (Map.Entry<GraphText, String> graph : refused.entrySet()) {
            Path file = graph.getKey().write(folder.resolve("model.onnx"));
            String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
            assertTrue(message.contains(graph.getValue()), message);
        }
    }

    @Test
    void refusesResidualsFarWithinEachOther() throws IOException {
        GraphText graph = new GraphText(8, 17).input("x0", FLOAT, 0, 2).floats("w", numbers(4, 1), 2, 2);
        for (int i = 0; i < 50; i++) {
            graph.node("r" + i + " = MatMul(x" + i + ", w)").node("x" + (i + 1) + " = Add(r" + i + ", x0)");
        }
        Path file = graph.output("x50", FLOAT, 0, 2).write(folder.resolve("model.onnx"));
        String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
        assertTrue(message.startsWith("model.onnx: node 'Add of x4' (Add): at most 3 residuals"), message);
    }

    /** A tower of sums that would double with each node. */
    @Test
    void refusesFormulasThatGrowWithoutEnd() throws IOException {
        GraphText graph = new GraphText(8, 17).input("x0", FLOAT, 0, 2);
        for (int i = 0; i < 64; i++) {
            graph.node("x" + (i + 1) + " = Mul(x" + i + ", x" + i + ")");
        }
        Path file = graph.output("x64", FLOAT, 0, 2).write(folder.resolve("model.onnx"));
        String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
        assertTrue(message.contains("a formula of more than 400 parts"), message);
    }
}
