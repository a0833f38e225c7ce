package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the Javadoc of the engine and of training compile and run: each becomes the body of a method. */
@Tag("once")
class SnippetTest {

    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    /** Ends with a brace alone above an empty line or the end of the comment. */
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet lang=java :\n(.*?)^ *\\* \\}$(?=\n *\\*(?:/|$))",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static List<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        for (String sources : List.of("../src/main/java", "src/main/java")) {
            try (Stream<Path> files = Files.walk(BASE.resolve(sources))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                    Matcher snippet = SNIPPET.matcher(Files.readString(file));
                    while (snippet.find()) {
                        snippets.add(snippet.group(1).replaceAll("(?m)^ *\\* ?", "").replace("Path.of(\"", "folder.resolve(\""));
                    }
                }
            }
        }
        return snippets;
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
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "this Java runtime has no compiler");
        List<String> snippets = snippets();
        assertTrue(snippets.size() >= 6, snippets.size() + " snippets found");
        Path file = Files.writeString(folder.resolve("Snippets.java"), source(snippets));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            assertTrue(compiler.getTask(said, manager, null, List.of("-proc:none", "-d", folder.toString(), "-cp",
                    System.getProperty("java.class.path")), null, manager.getJavaFileObjects(file)).call(), said::toString);
        }
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
