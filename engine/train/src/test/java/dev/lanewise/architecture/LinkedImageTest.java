package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.model.Network;
import dev.lanewise.reproducibility.ChildJvm;
import dev.lanewise.train.Trainer;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the module path the engine brings the vector module with it: a runtime made of the engine alone needs no flag and no fastutil. */
@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LinkedImageTest {

    @TempDir
    private Path folder;

    /** Fails where linking fails for a reason of ours; skips where this JDK cannot link at all. */
    private Path linked() throws URISyntaxException {
        Path engine = MainClasses.folder(Network.class), training = MainClasses.folder(Trainer.class), image = folder.resolve("image");
        assumeTrue(Files.exists(training.resolve("module-info.class")), "the module declaration was not compiled");
        Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
        assumeTrue(jlink.isPresent(), "this Java runtime has no jlink");
        assumeTrue(link(jlink.get(), "java.base", folder.resolve("base")).isEmpty(), "this JDK has neither jmods nor a linkable runtime");
        assertEquals("", link(jlink.get(), "dev.lanewise.train", image, "--module-path", engine + File.pathSeparator + training));
        return image;
    }

    private static String link(ToolProvider jlink, String module, Path image, String... more) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--add-modules", module, "--output", image.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        int code = jlink.run(writer, writer, arguments);
        return code == 0 ? "" : "jlink ended with " + code + ": " + out;
    }

    private static List<String> run(Path image, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder();
        java.command().add(image.resolve("bin").resolve("java").toString());
        java.command().addAll(List.of(arguments));
        java.environment().remove("JDK_JAVA_OPTIONS");
        java.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }

    @Test
    void trainsAndPredictsTheSameBitsWithoutAnyFlag() throws Exception {
        Path image = linked();
        List<String> modules = run(image, "--list-modules").stream().map(line -> line.split("@")[0]).toList();
        assertTrue(modules.containsAll(List.of("java.base", "dev.lanewise", "dev.lanewise.train", "jdk.incubator.vector")),
                modules::toString);
        assertTrue(modules.stream().noneMatch(module -> module.contains("fastutil")), modules::toString);

        List<String> lines = run(image, "-cp", MainClasses.origin(SmallProgram.class).toString(), "--add-modules", "dev.lanewise.train",
                SmallProgram.class.getName());

        assertTrue(lines.contains("answer " + SmallProgram.answer()), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("vector bits (128|256|512)")), lines::toString);
        assertTrue(lines.contains("labels " + SmallProgram.labels()), lines::toString);

        // on the class path, which the engine as a module does not read
        List<String> besideFastutil = run(image, "-cp", MainClasses.origin(SmallProgram.class) + File.pathSeparator
                + MainClasses.origin(Object2IntOpenHashMap.class), "--add-modules", "dev.lanewise.train", SmallProgram.class.getName());
        assertTrue(besideFastutil.contains("labels " + SmallProgram.labels()), besideFastutil::toString);
    }

    @Test
    void numbersLabelsOnAClassPathWithoutFastutil() throws IOException, InterruptedException {
        List<String> lines = ChildJvm.run(ChildJvm.VECTORS, SmallProgram.class);
        assertTrue(lines.contains("labels " + SmallProgram.labels()), lines::toString);
        assertEquals("0 1 0 1 virginica, unknown label 'versicolor'; the 2 known ones are [setosa, virginica]", SmallProgram.labels());
    }
}
