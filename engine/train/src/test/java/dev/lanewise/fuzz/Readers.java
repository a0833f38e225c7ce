package dev.lanewise.fuzz;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.IdxFile;
import dev.lanewise.data.ImageFolder;
import dev.lanewise.data.ImagePart;
import dev.lanewise.data.Mnist;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Variable;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import dev.lanewise.train.checkpoint.CheckpointInterval;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every reader of the engine. */
final class Readers {

    private static final List<String> SPECS = List.of("3\n5 tanh glorot_uniform zero\n2 softmax he_normal uniform(-0.5,0.5)\n",
            "1\n1 leaky_relu(0.25) he_uniform zero\n", "2\n17 relu zero glorot_normal\n3 sigmoid zero zero\n1 identity zero zero\n",
            "4\nembedding(2:3x2,0:7x5) uniform(-0.5,0.5)\n6 parametric(tanh) glorot_uniform zero\ndropout(0.25)\n2 softmax zero zero\n");
    private static final ModelMetadata METADATA = ModelMetadata.NONE.with("rows", 28).with("classes", "zero one two")
            .withClassNames(List.of("a b", "50%", "c"));
    private static final byte[] IMAGES = idx(0x803, new int[] {3, 2, 5}, 30);
    private static final byte[] LABELS = idx(0x801, new int[] {3}, 3);

    private Readers() {
    }

    static List<ReaderUnderTest> all() {
        return List.of(
                idx("idx-images", Container.PLAIN, List.of(IMAGES, idx(0x803, new int[] {1, 28, 28}, 784))),
                ReaderUnderTest.ofFile("idx-labels", List.of("IdxFile.readLabels"), Container.PLAIN,
                List.of(LABELS, idx(0x801, new int[] {100}, 100),
                        idx(0xc02, new int[] {5, 8}, 160), idx(0xb01, new int[] {7}, 14)),
                        (file, bytes) -> IdxFile.readLabels(file)),
                idx("idx-numbers", Container.PLAIN, List.of(idx(0xd03, new int[] {2, 3, 2}, 48), idx(0xe03, new int[] {2, 1, 2}, 32),
                        idx(0x903, new int[] {3, 2, 2}, 12), idx(0xb03, new int[] {1, 5, 2}, 20), idx(0xc03, new int[] {2, 2, 2}, 32))),
                idx("idx-gzipped", Container.GZIPPED, List.of(IMAGES, idx(0x803, new int[] {9, 9, 9}, 729))),
                imageFolder("letters-train-images-idx3-ubyte", IMAGES, Map.of("letters-train-labels-idx2-int",
                        idx(0xc02, new int[] {3, 2}, 24))),
                imageFolder("letters-train-labels-idx2-int", idx(0xc02, new int[] {3, 2}, 24),
                        Map.of("letters-train-images-idx4-float", idx(0xd04, new int[] {3, 2, 1, 3}, 72))),
                mnist("train-images-idx3-ubyte.gz", IMAGES, Map.of("train-labels-idx1-ubyte", LABELS)),
                mnist("train-labels-idx1-ubyte.gz", LABELS, Map.of("train-images-idx3-ubyte", IMAGES)),
                ReaderUnderTest.ofFile("model", List.of("ModelFile.load", "ModelFile.read", "SectionReader.<init>", "FileKind.of"),
                Container.SECTIONS,
                        models(), (file, bytes) -> ModelFile.read(file, NonFiniteWeights.ALLOW).networks().forEach(Readers::use)),
                model("model-array", "ModelFile.read", ModelFile::read),
                model("model-stream", "SectionReader.of", bytes -> ModelFile.read(new ByteArrayInputStream(bytes), 1 << 20)),
                ReaderUnderTest.ofFile("checkpoint", List.of("CheckpointFile.load", "SectionReader.<init>"), Container.SECTIONS,
                checkpoints(),
                        (file, bytes) -> use(CheckpointFile.load(file))),
                ReaderUnderTest.ofFile("network", List.of("CheckpointFile.network"), Container.SECTIONS, networks(),
                        (file, bytes) -> use(CheckpointFile.network(file))),
                ReaderUnderTest.ofText("DataFingerprint.parse",
                List.of("samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=00c7d9ee",
                        "samples=2147483647 features=1 outputs=1 inputs=00000000 targets=ffffffff"), DataFingerprint::parse,
                        DataFingerprint::toText),
                ReaderUnderTest.ofText("CheckpointInterval.parse", List.of("500 steps", "2 epochs", "30 minutes"),
                CheckpointInterval::parse,
                CheckpointInterval::toString),
                ReaderUnderTest.ofText("NetworkSpec.parse", SPECS, NetworkSpec::parse, NetworkSpec::toText),
                ReaderUnderTest.ofText("Layer.parse", List.of("5 tanh glorot_uniform zero", "2 softmax he_normal uniform(-0.5,0.5)",
                        "dropout(0.25)", "embedding(1:9x4,0:30x2) zero", "scale()", "layer_norm(1.0E-5)", "7 relu zero none",
                        "residual(7 relu zero none; residual(scale()); dropout(0.5))"), Layer::parse, Layer::toText),
                ReaderUnderTest.ofText("Activation.parse", List.of("relu", "parametric(tanh)", "leaky_relu(0.25)", "leaky_relu"),
                        Activation::parse, Activation::toText),
                ReaderUnderTest.ofText("Initializer.parse", List.of("zero", "he_uniform", "uniform(-1e-3, 2.5)", "normal(0,1)",
                "orthogonal"),
                        Initializer::parse, Initializer::toText),
                ReaderUnderTest.ofText("Loss.parse", List.of("squared_error", "softmax_cross_entropy",
                        "huber(0.5)", "absolute_error", "quantile(0.1,0.9)", "poisson", "focal(2.0,0.25)", "softmax_cross_entropy(0.1)"),
                        Loss::parse,
                        Loss::toText),
                ReaderUnderTest.ofText("Metric.parse", List.of("accuracy", "f1(macro)", "top_k(5)", "pinball(0.9)"), Metric::parse,
                        Metric::toText),
                ReaderUnderTest.ofText("Optimizer.parse", List.of("momentum(0.05,0.9)", "adam(0.001)",
                "adamw(0.001,0.9,0.999,1.0E-8,0.01)", "lion(1.0E-4,0.9,0.99,0.1)", "rms_prop(0.01)", "adadelta(1.0,0.9,1.0E-6)"),
                        Optimizer::parse, Optimizer::toText),
                ReaderUnderTest.ofText("TensorGroup.parse", List.of("biases", "layer1", "layer12.weight"), TensorGroup::parse,
                        TensorGroup::toText),
                ReaderUnderTest.ofText("TensorFactors.parse", List.of("learning_rate(biases,0.1)",
                "decay(layer1,0)\nlearning_rate(weights,1e-3)\n"),
                        TensorFactors::parse, TensorFactors::toText),
                ReaderUnderTest.ofText("GradientOptions.parse", List.of("l2(1.0E-4)", "l1(0.001)\nl2(0.1)\nclip_value(1.0)\n"),
                        GradientOptions::parse, GradientOptions::toText),
                ReaderUnderTest.ofText("StandardScaler.parse", List.of("5.8,0.8 3.1,0.4", "-1e-3,2"), StandardScaler::parse,
                        StandardScaler::toText),
                ReaderUnderTest.ofText("Schedule.parse", List.of("constant", "linear(24)", "cosine(9223372036854775807)",
                        "warm_up(5,0.5,one_cycle(60,0.3,0.04,4.0E-6))", "reduce_on_plateau(0.1,10,1.0E-4,0,0.0)", "step(5,0.1)"),
                        Schedule::parse, Schedule::toText),
                ReaderUnderTest.ofText("Schedules.parse", List.of("linear(24)\ndropout flat_cosine(24,0.5)\ndecay step(5,0.1)"),
                        Schedules::parse, Schedules::toText),
                ReaderUnderTest.ofText("Notation.parse", List.of("article", "delta", "matrix"), Notation::parse, Notation::toString),
                ReaderUnderTest.ofText("Variable.parseWeight", List.of("2:1,2", "123456789:3,4"), Variable::parseWeight, null),
                ReaderUnderTest.ofText("Variable.parseBias", List.of("2:1", "7:123456789"), Variable::parseBias, null),
                ReaderUnderTest.ofText("Variable.parseParameter", List.of("layer1.weight[0, 2]", "layer2.bias[1]"),
                        text -> Variable.parseParameter(text, NetworkSpec.inputs(3).dense(2, Activation.tanh()).dense(2, Activation.relu())
                                .build()), null));
    }

    private static ReaderUnderTest idx(String name, Container form, List<byte[]> seeds) {
        return ReaderUnderTest.ofFile(name, List.of("IdxFile.read", "DataFile.<init>"), form, seeds, (file, bytes) -> {
            IdxFile.Content content = IdxFile.read(file, 3);
            long size = 1, got = switch (content) {
                case IdxFile.Content.Bytes read -> read.arrays().stream().mapToLong(array -> array.length).sum();
                case IdxFile.Content.Floats read -> read.arrays().stream().mapToLong(array -> array.length).sum();
            };
            for (int dimension : content.dimensions()) {
                size *= dimension;
            }
            if (got != size) {
                throw new AssertionError("expected " + size + " elements, got " + got);
            }
        });
    }

    /** What reads a model that is in no file. */
    @FunctionalInterface
    private interface ModelReading {
        ModelFile.Content read(byte[] bytes) throws IOException;
    }

    private static ReaderUnderTest model(String name, String method, ModelReading reading) {
        return new ReaderUnderTest(name, List.of(method), "model", Map.of(), Container.SECTIONS, models(),
                (file, bytes) -> reading.read(bytes).networks().forEach(Readers::use));
    }

    private static ReaderUnderTest mnist(String attacked, byte[] seed, Map<String, byte[]> trained) {
        Map<String, byte[]> beside = new HashMap<>(Map.of("t10k-images-idx3-ubyte", IMAGES, "t10k-labels-idx1-ubyte", LABELS));
        beside.putAll(trained);
        return new ReaderUnderTest("mnist-" + attacked.substring(6, 12), List.of("Mnist.load"), attacked, beside, Container.GZIPPED,
                List.of(seed),
                (file, bytes) -> Mnist.load(file.getParent()));
    }

    private static ReaderUnderTest imageFolder(String attacked, byte[] seed, Map<String, byte[]> beside) {
        return new ReaderUnderTest(attacked.substring(8, 20), List.of("ImageFolder.load", "ImageFolder.of"), attacked, beside,
                Container.PLAIN,
                List.of(seed), (file, bytes) -> loaded(ImageFolder.of(file.getParent()).only(ImagePart.TRAIN).transposed(true)));
    }

    private static Object loaded(ImageFolder folder) throws IOException {
        folder.extent();
        return folder.load();
    }

    private static byte[] idx(int magic, int[] dimensions, int length) {
        ByteBuffer file = ByteBuffer.allocate(Integer.BYTES * (1 + dimensions.length) + length).putInt(magic);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        for (int i = 0; i < length; i++) {
            file.put((byte) (i % 10));
        }
        return file.array();
    }

    /** Of both versions, with and without sections that a reader may pass over. */
    private static List<byte[]> models() {
        List<byte[]> models = new ArrayList<>();
        for (String spec : SPECS) {
            Network network = Network.create(NetworkSpec.parse(spec), 1);
            models.add(saved(file -> ModelFile.save(network, file)));
            models.add(saved(file -> ModelFile.save(network, METADATA, file)));
            models.add(Sections.of(models.getLast()).with("news", new byte[5]).bytes());
        }
        List<Network> several = List.of(Network.create(NetworkSpec.parse(SPECS.getFirst()), 1),
                Network.create(NetworkSpec.parse(SPECS.getLast()), 2));
        models.add(saved(file -> ModelFile.save(ModelFile.Content.of(several, METADATA, Optional.of("columns")), file)));
        models.add(version1("squared.model"));
        return models;
    }

    private static List<byte[]> networks() {
        return List.of(models().getFirst(), models().getLast(), checkpoints().getLast(), version1("adam-cosine-middle.checkpoint"));
    }

    private static byte[] version1(String name) {
        return read("version1/" + name);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Readers.class.getResourceAsStream("/dev/lanewise/" + resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With and without moments and factors, in the middle and at the end of an epoch. */
    private static List<byte[]> checkpoints() {
        Dataset samples = Dataset.labelled(new float[15], 3, new int[5], 2);
        List<byte[]> files = new ArrayList<>();
        for (Optimizer optimizer : List.of(new Optimizer.Sgd(0.1f), new Optimizer.Adam(0.1f))) {
            Trainer.Builder builder = Trainer.builder(NetworkSpec.parse(SPECS.getFirst())).optimizer(optimizer).batch(2);
            if (optimizer instanceof Optimizer.Adam) {
                builder.learningRateFactor(TensorGroup.biases(), 0.5f).decayFactor(TensorGroup.weights(), 0);
            }
            try (Trainer trainer = builder.build()) {
                trainer.epoch(samples, (step, count, loss) -> files.add(saved(file -> CheckpointFile.save(trainer.checkpoint(), file))));
                files.add(saved(file -> CheckpointFile.save(trainer.checkpoint(), file)));
            }
        }
        files.add(Sections.of(files.getLast()).with("news", new byte[5]).bytes());
        files.add(scheduledCheckpoint());
        files.add(version1("adam-constant-middle.checkpoint"));
        files.add(version1("sgd-constant-end.checkpoint"));
        files.add(read("version2/momentum-linear-middle.checkpoint"));
        return files;
    }

    /** With schedules of dropout and decay, and a plateau that validations have changed. */
    private static byte[] scheduledCheckpoint() {
        try (Trainer trainer = Trainer.builder(NetworkSpec.parse(SPECS.getFirst())).schedule(Schedule.reduceOnPlateau(3))
                .dropoutSchedule(Schedule.linear(9)).decaySchedule(Schedule.step(5, 0.1)).build()) {
            trainer.validated(0.5);
            return saved(file -> CheckpointFile.save(trainer.checkpoint(), file));
        }
    }

    /** What writes a file. */
    @FunctionalInterface
    private interface Writing {
        void write(Path file) throws IOException;
    }

    private static byte[] saved(Writing writing) {
        try {
            Path file = Files.createTempFile("lanewise", "seed");
            try {
                writing.write(file);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void use(Checkpoint checkpoint) {
        use(checkpoint.network());
        checkpoint.moments().forEach(Readers::use);
        if (checkpoint.progress().toString().length() > 100) {
            throw new AssertionError(checkpoint.progress().toString());
        }
    }

    /** A network that came out of a damaged file works like any other. */
    private static void use(Network network) {
        network.predict(new float[network.spec().inputs()]);
        network.sha256();
    }
}
