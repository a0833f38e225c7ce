package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that the README and the pages of the guide show becomes the body of a method, which is compiled and run. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path GUIDE = ROOT.resolve("samples/docs");

    @TempDir
    Path folder;

    /** Three clouds of points: what a reader's own rows may be. */
    private static float[][] rows(int[] labels) {
        var random = new SplittableRandom(5);
        float[][] rows = new float[labels.length][2];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(3);
            rows[i][0] = (float) (labels[i] - 1 + 0.2 * random.nextGaussian());
            rows[i][1] = (float) (labels[i] % 2 + 0.2 * random.nextGaussian());
        }
        return rows;
    }

    @Test
    void trainsOnTheReadersOwnRows() throws IOException, ReflectiveOperationException {
        int[] labels = new int[150];
        float[][] rows = rows(labels);
        Path model = folder.resolve("my.lanewise");
        Network network = (Network) run(shown(ROOT.resolve("README.md")).replace("my.lanewise", model.toString()), "network", rows, labels);
        assertEquals(ModelFile.load(model).sha256(), network.sha256());
        long right = IntStream.range(0, 150).filter(i -> network.classify(rows[i]) == labels[i]).count();
        assertTrue(right > 140, right + " of 150 are right");
    }

    @Test
    void learnsXor() throws IOException, ReflectiveOperationException {
        Path model = folder.resolve("xor.lanewise");
        Object answer = run(shown(GUIDE.resolve("java.md")).replace("xor.lanewise", model.toString()), "answer",
                new float[0][], new int[0]);
        assertEquals(1f, (float) answer, 0.1f);
        assertTrue(Files.size(model) > 0);
    }

    @Test
    void resumesFromCheckpoints() throws IOException, ReflectiveOperationException {
        Path runs = folder.resolve("xor");
        String shown = shown(GUIDE.resolve("checkpoints.md")).replace("runs/xor", runs.toString());
        assertEquals("2-4-1", ((NetworkSpec) run(shown, "spec", new float[0][], new int[0])).sizes());
        assertEquals(3, runs.toFile().list((dir, name) -> name.startsWith("checkpoint-")).length);
        run(shown, "spec", new float[0][], new int[0]); // there is nothing left to train
    }

    private static String shown(Path page) throws IOException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page));
        assertTrue(block.find(), page + " shows no Java");
        return block.group(1);
    }

    /** Runs the lines; the value of one of their variables. */
    private Object run(String shown, String result, float[][] rows, int[] labels) throws IOException, ReflectiveOperationException {
        List<String> lines = shown.lines().toList();
        String imports = String.join("\n", lines.stream().filter(line -> line.startsWith("import ")).toList());
        String body = String.join("\n", lines.stream().filter(line -> !line.startsWith("import ")).toList());
        Path source = folder.resolve("Shown.java");
        Files.writeString(source, imports + "\npublic class Shown { "
                + "public static Object run(float[][] rows, int[] labels) throws Exception {\n"
                + body + "\nreturn " + result + "; } }\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        boolean compiled = compiler.getTask(complaints, null, null, List.of("-d", folder.toString(), "-cp",
                System.getProperty("java.class.path")), null, compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjects(source)).call();
        assertTrue(compiled, complaints.toString());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return loader.loadClass("Shown").getMethod("run", float[][].class, int[].class).invoke(null, rows, labels);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the lines threw", e.getCause());
        }
    }
}
