package dev.lanewise.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.architecture.MainClasses;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java of this test, started once more with options of its own, on the classes of the engine and of its tests. */
public final class ChildJvm {

    /** Brings the vector module to a program on the class path. */
    public static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    private ChildJvm() {
    }

    /**
     * Runs a program to its end, and fails where it fails.
     *
     * @param options of the JVM
     * @param program a class of the tests with a main method
     * @param words   for it
     * @return the lines that it and its JVM printed
     */
    public static List<String> run(List<String> options, Class<?> program, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", Stream.of(Network.class, Trainer.class, MainClasses.class, program).map(ChildJvm::origin).distinct()
                .collect(Collectors.joining(File.pathSeparator)), program.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the options of the caller are not those of the child
        builder.environment().keySet().removeAll(Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process child = builder.start();
        try {
            String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child.waitFor(), () -> String.join(" ", command) + "\n" + printed);
            return printed.lines().toList();
        } finally {
            child.destroyForcibly();
        }
    }

    private static String origin(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }
}
