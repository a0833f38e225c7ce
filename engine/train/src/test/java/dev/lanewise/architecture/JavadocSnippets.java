package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
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

/** The examples in the Javadoc of sources. */
public final class JavadocSnippets {

    /** Ends with a brace alone above an empty line or the end of the comment. */
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet lang=java :\n(.*?)^ *\\* \\}$(?=\n *\\*(?:/|$))",
            Pattern.DOTALL | Pattern.MULTILINE);

    private JavadocSnippets() {
    }

    /** Those in some folders of sources. */
    public static List<String> in(List<Path> sources) throws IOException {
        List<String> snippets = new ArrayList<>();
        for (Path source : sources) {
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                    Matcher snippet = SNIPPET.matcher(Files.readString(file));
                    while (snippet.find()) {
                        snippets.add(snippet.group(1).replaceAll("(?m)^ *\\* ?", ""));
                    }
                }
            }
        }
        return snippets;
    }

    /** Compiles a class named Snippets into a folder, with all that this JVM has on its class path; skips where there is no compiler. */
    public static void compile(Path folder, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "this Java runtime has no compiler");
        Path file = Files.writeString(folder.resolve("Snippets.java"), source);
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            assertTrue(compiler.getTask(said, manager, null, List.of("-proc:none", "-d", folder.toString(), "-cp",
                    System.getProperty("java.class.path")), null, manager.getJavaFileObjects(file)).call(), said::toString);
        }
    }
}
