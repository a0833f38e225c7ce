package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    private static final Path README = Path.of(System.getProperty("basedir", "."), "..", "README.md");

    @TempDir
    Path folder;

    /** The first Java block of the README becomes the body of a main method. */
    @Test
    void showsLinesThatCompileAndRun() throws IOException, ReflectiveOperationException {
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertTrue(block.find(), "README.md shows no Java");
        List<String> lines = block.group(1).lines().toList();
        String imports = String.join("\n", lines.stream().filter(line -> line.startsWith("import ")).toList());
        String body = String.join("\n", lines.stream().filter(line -> !line.startsWith("import ")).toList());
        Path source = folder.resolve("Shown.java");
        Path model = folder.resolve("xor.lanewise");
        Files.writeString(source, imports + "\npublic class Shown { public static float run() throws Exception {\n"
                + body.replace("xor.lanewise", model.toString()) + "\nreturn answer; } }\n");

        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        boolean compiled = compiler.getTask(complaints, null, null, List.of("-d", folder.toString(), "-cp",
                System.getProperty("java.class.path")), null, compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjects(source)).call();

        assertTrue(compiled, complaints.toString());
        assertEquals(1f, answer(), 0.1f);
        assertTrue(Files.size(model) > 0);
    }

    private float answer() throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return (float) loader.loadClass("Shown").getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the README's lines threw", e.getCause());
        }
    }
}
