package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.formats.onnx.Onnx;
import dev.lanewise.model.Network;
import dev.lanewise.table.Table;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the Javadoc of tables and formats compile; those of the engine and of training also run, in their own module. */
class JavadocSnippetsTest {

    /** Ends with a brace alone above an empty line or the end of the comment. */
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet lang=java :\n(.*?)^ *\\* \\}$(?=\n *\\*(?:/|$))",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static List<String> snippets() throws IOException {
        List<String> snippets = new ArrayList<>();
        for (String module : List.of("table", "formats")) {
            try (Stream<Path> files = Files.walk(GuidePage.ROOT.resolve("engine/" + module + "/src/main/java"))) {
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

    /** With all that is exported in sight: methods stand as they are, statements in a method. */
    private static String source(List<String> snippets) throws URISyntaxException {
        StringBuilder source = new StringBuilder("import java.io.*;\nimport java.nio.file.*;\nimport java.util.*;\n");
        for (Class<?> type : List.of(Network.class, Trainer.class, Table.class, Onnx.class)) {
            Path origin = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            ModuleFinder.of(origin).findAll().stream().flatMap(module -> module.descriptor().exports().stream())
                    .filter(exports -> !exports.isQualified())
                    .forEach(exports -> source.append("import ").append(exports.source()).append(".*;\n"));
        }
        source.append("class Snippets {\n");
        for (int i = 0; i < snippets.size(); i++) {
            String snippet = snippets.get(i);
            source.append("static class Snippet").append(i).append(" {\n").append(snippet.startsWith("static ") ? snippet
                    : "static void run() throws Exception {\n" + snippet + "}\n").append("}\n");
        }
        return source.append("}\n").toString();
    }

    @Test
    void compile() throws IOException, URISyntaxException {
        List<String> snippets = snippets();
        assertTrue(snippets.size() >= 7, snippets.size() + " snippets found");
        Path file = Files.writeString(folder.resolve("Snippets.java"), source(snippets));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        assertTrue(compiler.getTask(said, null, null, List.of("-proc:none", "-d", folder.toString(), "-cp",
                System.getProperty("java.class.path")), null, compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjects(file)).call(), said::toString);
    }
}
