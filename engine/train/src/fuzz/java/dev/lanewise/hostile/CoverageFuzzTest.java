package dev.lanewise.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.MethodSource;

/** Jazzer looks for bytes that reach new code. What it finds fails here and belongs into {@code src/test/resources/hostile}. */
class CoverageFuzzTest {

    private static final String DURATION = "1m";
    private static final Map<String, Fire> FIRES = new HashMap<>();

    private static Target target(String reader) {
        return Readers.all().stream().filter(target -> target.name().equals(reader)).findFirst().orElseThrow();
    }

    private static void fire(String reader, byte[] bytes) throws IOException {
        if (!FIRES.containsKey(reader)) {
            FIRES.put(reader, new Fire(target(reader), Files.createTempDirectory(Path.of("target"), "fuzz")));
        }
        String complaint = FIRES.get(reader).complaint(new Attack(bytes, false));
        if (complaint != null) {
            throw new AssertionError(complaint);
        }
    }

    static List<byte[]> idxImagesSeeds() {
        return target("idx-images").seeds();
    }

    @MethodSource("idxImagesSeeds")
    @FuzzTest(maxDuration = DURATION)
    void idxImages(byte[] bytes) throws IOException {
        fire("idx-images", bytes);
    }

    static List<byte[]> idxGzippedSeeds() {
        return target("idx-gzipped").seeds().stream().map(Form::gzipped).toList();
    }

    @MethodSource("idxGzippedSeeds")
    @FuzzTest(maxDuration = DURATION)
    void idxGzipped(byte[] bytes) throws IOException {
        fire("idx-gzipped", bytes);
    }

    static List<byte[]> mnistLabelsSeeds() {
        return target("mnist-labels").seeds();
    }

    @MethodSource("mnistLabelsSeeds")
    @FuzzTest(maxDuration = DURATION)
    void mnistLabels(byte[] bytes) throws IOException {
        fire("mnist-labels", bytes);
    }

    static List<byte[]> modelSeeds() {
        return target("model").seeds();
    }

    @MethodSource("modelSeeds")
    @FuzzTest(maxDuration = DURATION)
    void model(byte[] bytes) throws IOException {
        fire("model", Sections.withRightChecksums(bytes));
    }

    static List<byte[]> specSeeds() {
        return target("NetworkSpec.parse").seeds();
    }

    @MethodSource("specSeeds")
    @FuzzTest(maxDuration = DURATION)
    void spec(byte[] bytes) throws IOException {
        fire("NetworkSpec.parse", bytes);
    }
}
