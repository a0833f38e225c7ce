package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.architecture.JavadocSnippets;
import dev.lanewise.formats.onnx.Onnx;
import dev.lanewise.model.Network;
import dev.lanewise.table.Table;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples in the Javadoc of tables and formats compile; those of the engine and of training also run, in their own module. */
class JavadocSnippetsTest {

    @TempDir
    private Path folder;

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
        List<String> snippets = JavadocSnippets.in(Stream.of("table", "formats")
                .map(module -> GuidePage.ROOT.resolve("engine/" + module + "/src/main/java")).toList());
        assertTrue(snippets.size() >= 7, snippets.size() + " snippets found");
        JavadocSnippets.compile(folder, source(snippets));
    }
}
