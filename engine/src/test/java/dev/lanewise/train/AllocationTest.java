package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class AllocationTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"64 1 softmax softmax_cross_entropy", "64 2 softmax softmax_cross_entropy", "1 1 softmax softmax_cross_entropy",
        "20 2 sigmoid sigmoid_cross_entropy", "3 1 leaky_relu squared_error", "1 predict", "15 predict", "100 predict"})
    void allocatesNothingInTenThousandStepsOrPredictions(String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules", "jdk.incubator.vector", "-cp", folder(Trainer.class) + File.pathSeparator + folder(AllocationProbe.class),
                AllocationProbe.class.getName()));
        command.addAll(List.of(words.split(" ")));
        Process probe = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, probe.waitFor());
        assertEquals("0", printed, "bytes in " + AllocationProbe.REPEATS);
    }

    private static String folder(Class<?> of) {
        return Path.of(URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }
}
