package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the Javadoc of the engine and of training compile and run: each becomes the body of a method. */
@Tag("once")
class SnippetTest {

    private static final Path BASE = Path.of(System.getProperty("basedir", "."));

    @TempDir
    private Path folder;

    private static List<String> snippets() throws IOException {
        return JavadocSnippets.in(List.of(BASE.resolve("../src/main/java"), BASE.resolve("src/main/java"))).stream()
                .map(snippet -> snippet.replace("Path.of(\"", "folder.resolve(\"")).toList();
    }

    private static String source(List<String> snippets) {
        StringBuilder source = new StringBuilder();
        for (String exported : List.of("data", "explain", "metric", "model", "runtime", "spec", "store", "train", "train.checkpoint")) {
            source.append("import dev.lanewise.").append(exported).append(".*;\n");
        }
        source.append("import java.nio.file.Path;\nimport java.util.List;\npublic class Snippets {\n");
        for (int i = 0; i < snippets.size(); i++) {
            source.append("public static void snippet").append(i).append("(Path folder) throws Exception {\n").append(snippets.get(i))
                    .append("}\n");
        }
        return source.append("}\n").toString();
    }

    @Test
    void compilesAndRuns() throws IOException, ReflectiveOperationException {
        List<String> snippets = snippets();
        assertTrue(snippets.size() >= 6, snippets.size() + " snippets found");
        JavadocSnippets.compile(folder, source(snippets));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> compiled = loader.loadClass("Snippets");
            for (int i = 0; i < snippets.size(); i++) {
                run(compiled, i, snippets.get(i));
            }
        }
    }

    private void run(Class<?> compiled, int number, String snippet) throws ReflectiveOperationException {
        try {
            compiled.getMethod("snippet" + number, Path.class).invoke(null, folder);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("this threw:\n" + snippet, e.getCause());
        }
    }
}
