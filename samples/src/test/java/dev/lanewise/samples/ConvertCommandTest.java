package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {

    private static final Network NETWORK = Network.create(NetworkSpec.inputs(2).dense(5, Activation.tanh()).dense(3, Activation.softmax())
            .build(), 4);
    private static final float[][] ROWS = {{0, 1}, {-2, 0.5f}, {3, 3}, {1, -1}};

    @TempDir
    private Path folder;

    @BeforeEach
    void saveAModel() throws IOException {
        ModelFile.save(NETWORK, ModelMetadata.NONE.withClassNames(List.of("red", "green", "blue")), at("m.lanewise"));
        Npy.write(NumberArray.of(ROWS), at("x.npy"));
        Npy.write(NumberArray.of(NETWORK.predict(ROWS)), at("y.npy"));
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    /** Names of files are meant in the folder. */
    private Cli lanewise(String line) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].matches("[\\w-]+\\.[a-z0-9]+") ? at(words[i]).toString() : words[i];
        }
        return Cli.run(words);
    }

    private Cli done(String line) {
        Cli cli = lanewise(line);
        assertEquals(0, cli.code(), cli.err());
        return cli;
    }

    /** The weights alone, each turned, as Keras gives them. */
    private void saveLikeKeras() throws IOException {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        for (int layer = 1; layer <= 2; layer++) {
            int in = layer == 1 ? 2 : 5, out = layer == 1 ? 5 : 3;
            float[] weights = NETWORK.tensor("layer" + layer + ".weight"), turned = new float[weights.length];
            for (int i = 0; i < weights.length; i++) {
                turned[i % in * out + i / in] = weights[i];
            }
            arrays.put("arr_" + (2 * layer - 2), NumberArray.of(turned, in, out));
            arrays.put("arr_" + (2 * layer - 1), NumberArray.of(NETWORK.tensor("layer" + layer + ".bias"), out));
        }
        Npz.write(NamedArrays.of(arrays), at("k.npz"));
    }

    @Test
    void goesThroughEveryFormatWithTheSameBits() throws IOException {
        done("convert --from m.lanewise --to a.npz");
        done("convert --from a.npz --to b.safetensors");
        done("convert --from b.safetensors --to c.onnx --check x.npy y.npy");
        Cli last = done("convert --from b.safetensors --to c.lanewise --check x.npy y.npy");
        assertTrue(last.out().contains("largest difference of 4 rows: 0.00 "), last.out());
        ModelFile.Content content = ModelFile.read(at("c.lanewise"));
        assertEquals(NETWORK.sha256(), content.network().sha256());
        assertEquals(Optional.of(List.of("red", "green", "blue")), content.metadata().classNames());
    }

    @Test
    void takesWeightsAloneWithTheirOrderAndActivations() throws IOException {
        saveLikeKeras();
        Cli good = done("convert --from k.npz --to c.lanewise --order in_out --activation tanh,softmax --check x.npy y.npy");
        assertTrue(good.out().contains("network 2-5-3, 33 parameters"), good.out());
        Cli wrong = lanewise("convert --from k.npz --to c.lanewise --order in_out --activation linear,softmax --check x.npy y.npy");
        assertEquals(1, wrong.code());
        assertTrue(wrong.out().contains("which is more than rounding of floats: are activations and the order"), wrong.out());
        Cli turned = lanewise("convert --from k.npz --to c.lanewise --activation tanh,softmax");
        assertEquals(1, turned.code());
        assertTrue(turned.err().contains("they fit in the order [in, out], which Keras and scikit-learn have"), turned.err());
    }

    @Test
    void asksWhetherOutputsAreLogarithms() throws IOException {
        float[][] logarithms = NETWORK.predict(ROWS);
        for (float[] row : logarithms) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) Math.log(row[i]);
            }
        }
        Npy.write(NumberArray.of(logarithms), at("l.npy"));
        Cli cli = lanewise("convert --from m.lanewise --to c.lanewise --check x.npy l.npy");
        assertEquals(1, cli.code());
        assertTrue(cli.out().contains("are those logarithms of probabilities? The network gives the probabilities"), cli.out());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "convert --from m.lanewise --to m.foo|2|--to expects a name with one of the endings .lanewise, .onnx, .safetensors, .npz, got ",
        "convert --from m.lanewise --to m.npz --activation relu|2|--activation and --order are for weights and biases alone",
        "convert --from k.npz --to m2.npz|2|has weights and biases alone: name the activations, --activation relu, or one for each layer",
        "convert --from k.npz --to m2.npz --order in_out --activation no|2|unknown activation 'no'",
        "convert --from x.npy --to m2.npz|1|it is one array of NumPy; a model takes several, with names: numpy.savez",
        "convert --from m.lanewise --to m2.npz --check y.npy y.npy|1|y.npy: expected rows of 2 inputs, as the network has them, got",
        "convert --from none.npz --to m2.npz|1|none.npz: it does not exist",
        "predict --model k.npz --data x.npy|1|it has weights and biases alone, convert it first: samples/lanewise convert --from k.npz",
        "predict --model m.lanewise --data y.npy|1|y.npy: the network 2-5-3 takes rows of 2 numbers, got the shape [4, 3]",
        "predict --model m.lanewise --data x.npy --out y.npz|2|--out writes one array, .npy, or CSV, got",
        "predict --model m.lanewise --data x.npy --keep a --out z.npy|2|--keep goes with CSV, but --out is an array of numbers",
        "predict --model m.lanewise --data x.npy --keep a|2|--keep is for models of tables, but --model is a network alone"})
    void saysWhatIsWrong(String line, int code, String sentence) throws IOException {
        saveLikeKeras();
        Cli cli = lanewise(line);
        assertEquals(code, cli.code(), cli.err());
        assertTrue(cli.err().contains(sentence), cli.err());
    }

    private static byte[] zipped(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
        }
        return bytes.toByteArray();
    }

    @Test
    void namesTheLinesOfPythonForFilesThatHoldItsObjects() throws IOException {
        Map<String, byte[]> files = Map.of("torch.load", zipped("archive/data.pkl"), "keras.models.load_model", zipped("config.json"),
                "joblib.load", HexFormat.of().parseHex("80049500"), "load_model", "\u0089HDF\r\n\u001a\n".getBytes(
                        StandardCharsets.ISO_8859_1), "state_dict", HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(at("model.bin"), file.getValue());
            for (String line : List.of("convert --from model.bin --to m2.npz", "inspect --model model.bin")) {
                Cli cli = lanewise(line);
                assertEquals(1, cli.code());
                assertTrue(cli.err().contains(file.getKey()) && cli.err().contains("np.savez(\"model.npz\""), cli.err());
            }
        }
    }

    /** What once broke the reader. */
    @Test
    void namesTheArchiveWhoseDirectoryEndsEarly() throws IOException {
        try (InputStream in = ConvertCommandTest.class.getResourceAsStream("/hostile/any-model/central-directory-ends-early.zip")) {
            Files.write(at("m.npz"), in.readAllBytes());
        }
        Cli cli = lanewise("convert --from m.npz --to m2.lanewise");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("m.npz: the zip archive is damaged: "), cli.err());
    }

    @Test
    void refusesToMakeArraysOfMoreThanANetwork() throws IOException {
        ModelFile.save(ModelFile.Content.of(List.of(NETWORK, NETWORK), ModelMetadata.NONE, Optional.empty()), at("two.lanewise"));
        Cli cli = lanewise("convert --from two.lanewise --to two.npz");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("arrays are those of one network without columns, but this model has 2 networks"), cli.err());
        assertFalse(Files.exists(at("two.npz")));
    }

    @Test
    void printsACardOfAnyModel() throws IOException {
        saveLikeKeras();
        done("convert --from m.lanewise --to a.npz");
        for (String name : List.of("m.lanewise", "a.npz")) {
            String card = done("inspect --model " + name).out();
            assertTrue(card.contains("network 2-5-3, 33 parameters"), card);
            assertTrue(card.contains("layer2.weight 3x5, layer2.bias 3"), card);
            assertTrue(card.contains("class-names red green blue"), card);
            assertTrue(card.contains(NETWORK.parameterSha256()), card);
        }
        String arrays = done("inspect --model k.npz").out();
        assertTrue(arrays.contains("4 arrays, 33 numbers; it does not say which activations"), arrays);
        assertTrue(arrays.lines().anyMatch(line -> line.strip().matches("arr_2 +F32 +\\[5, 3\\]")), arrays);
    }

    @Test
    void predictsRowsOfArraysAndOfCsv() throws IOException {
        done("predict --model m.lanewise --data x.npy --out p.npy");
        assertEquals(Npy.read(at("y.npy")), Npy.read(at("p.npy")));
        Npz.write(NamedArrays.of(Map.of("x", NumberArray.of(ROWS), "other", NumberArray.of(new int[2]))), at("d.npz"));
        Files.writeString(at("d.csv"), "a,b\n0,1\n-2,0.5\n3,3\n1,-1\n");
        String expected = "class,probability_red,probability_green,probability_blue\n";
        for (float[] row : ROWS) {
            float[] p = NETWORK.predict(row);
            expected += List.of("red", "green", "blue").get(NETWORK.classify(row)) + "," + p[0] + "," + p[1] + "," + p[2] + "\n";
        }
        assertEquals(expected, done("predict --model m.lanewise --data d.npz").out().replace("\r", ""));
        assertEquals(expected, done("predict --model m.lanewise --data d.csv").out().replace("\r", ""));
        Files.writeString(at("d.csv"), "a,b\n0,1\n-2,x\n");
        assertTrue(lanewise("predict --model m.lanewise --data d.csv").err().contains(
                "d.csv: a network takes numbers, but column b has 'x' in row 2"));
    }

    @Test
    void evaluatesLabelledRows() throws IOException {
        Npz.write(NamedArrays.of(Map.of("x", NumberArray.of(ROWS), "y", NumberArray.of(NETWORK.classify(ROWS)))), at("d.npz"));
        String out = done("evaluate --model m.lanewise --data d.npz").out();
        assertTrue(out.startsWith("d: network 2-5-3 on 4 test rows"), out);
        assertTrue(out.contains("test accuracy 100.00 % of 4"), out);
    }

    @Test
    void evaluatesRowsWithTargets() throws IOException {
        Network one = Network.create(NetworkSpec.inputs(2).dense(1, Activation.identity()).build(), 4);
        ModelFile.save(one, at("one.lanewise"));
        float[] targets = new float[ROWS.length];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = one.predict(ROWS[row])[0] + 2;
        }
        Npz.write(NamedArrays.of(Map.of("x", NumberArray.of(ROWS), "y", NumberArray.of(targets, 4))), at("d.npz"));
        String out = done("evaluate --model one.lanewise --data d.npz --json r.json").out();
        assertTrue(out.contains("network 2-1 on rows with targets, squared_error"), out);
        assertTrue(out.contains("4 samples, mean loss") && out.contains("rmse 2.00000, mae 2.00000"), out);
        assertTrue(Files.readString(at("r.json")).contains("\"rmse\""), Files.readString(at("r.json")));
        Network sigmoid = Network.create(NetworkSpec.inputs(2).dense(1, Activation.sigmoid()).build(), 4);
        ModelFile.save(sigmoid, at("one.lanewise"));
        Npz.write(NamedArrays.of(Map.of("x", NumberArray.of(ROWS), "y", NumberArray.of(sigmoid.classify(ROWS)))), at("d.npz"));
        assertTrue(done("evaluate --model one.lanewise --data d.npz").out().contains("accuracy 100.00 %"), out);
    }

    /** As Keras has its mnist.npz: unsigned bytes. */
    @Test
    void trainsAndTestsOnImagesInAnArchive() throws IOException {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        for (String part : List.of("train", "test")) {
            int samples = part.equals("train") ? 60 : 20;
            byte[] pixels = new byte[samples * 784];
            int[] labels = new int[samples];
            for (int i = 0; i < samples; i++) {
                labels[i] = i % 10;
                Arrays.fill(pixels, i * 784 + 70 * labels[i], i * 784 + 70 * labels[i] + 70, (byte) 255);
            }
            arrays.put("x_" + part, NumberArray.ofBytes(NumberType.U8, List.of(samples, 28, 28), pixels));
            arrays.put("y_" + part, NumberArray.of(labels));
        }
        Npz.write(NamedArrays.of(arrays), at("mnist.npz"));
        Cli trained = done("mnist --data mnist.npz --hidden 16 --epochs 30 --batch 10 --threads 1 --save d.lanewise");
        assertTrue(trained.out().contains("60 training images, 20 test images; network 784-16-10"), trained.out());
        Cli tested = done("evaluate --model d.lanewise --data mnist.npz");
        assertTrue(tested.out().contains("test accuracy 100.00 % of 20"), tested.out());
        done("convert --from d.lanewise --to d.safetensors");
        assertTrue(done("inspect --model d.safetensors --data mnist.npz").out().contains("network 784-16-10 on 20 test images"));
        Cli set = lanewise("mnist --data mnist.npz --set letters");
        assertEquals(2, set.code());
        assertTrue(set.err().contains("--set chooses among the images of a folder, but --data is a file"), set.err());
        arrays.remove("y_test");
        Npz.write(NamedArrays.of(arrays), at("mnist.npz"));
        assertTrue(lanewise("mnist --data mnist.npz").err().contains("mnist.npz: expected images and labels in x_train, y_train, x_test "
                + "and y_test, but y_test is missing"));
    }
}
