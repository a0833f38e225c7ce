package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.metric.Metric;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorGroup;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of the guide's pages about kinds of layers and metrics name every kind that there is, and each row is true. */
class KindsTableTest {

    /** A table stands below a heading of the name of the type whose kinds it lists. */
    private static final Map<String, Class<?>> TYPES = Stream.of(Layer.class, Activation.class, Initializer.class, Loss.class,
            Optimizer.class, TensorGroup.class, Schedule.class, Metric.class).collect(Collectors.toMap(Class::getSimpleName, type -> type));
    private static final List<String> HEADER = List.of("name", "factory", "word", "formula", "source", "test");

    @TempDir
    private Path folder;

    /**
     * A row of a table.
     *
     * @param type    whose kind it is
     * @param factory Java that makes one
     * @param word    what files and the command line call that one
     * @param test    the class that compares it with its formula
     */
    private record Row(String type, String factory, String word, String test) {
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String type = "";
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                type = line.substring(3);
            }
            if (line.startsWith("| ")) {
                List<String> cells = Arrays.stream(line.substring(1).split("(?<!\\\\)\\|")).map(String::strip).toList();
                assertEquals(HEADER.size(), cells.size(), line);
                assertFalse(cells.contains(""), "an empty cell in " + line);
                if (!cells.equals(HEADER)) {
                    rows.add(new Row(type, bare(cells.get(1)), bare(cells.get(2)), bare(cells.get(5))));
                }
            }
        }
        return rows;
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(GuidePage.GUIDE.resolve("layers.md")));
        lines.addAll(Files.readAllLines(GuidePage.GUIDE.resolve("metrics.md")));
        return lines;
    }

    private static String bare(String cell) {
        assertTrue(cell.length() > 2 && cell.startsWith("`") && cell.endsWith("`"), cell + " is no code");
        return cell.substring(1, cell.length() - 1);
    }

    /** The classes that the factories make, by type; each must be what the word of its row stands for. */
    private Map<String, Set<String>> made(List<Row> rows) throws IOException, ReflectiveOperationException {
        String imports = Stream.concat(Stream.of("java.util"), TYPES.values().stream().map(Class::getPackageName)).distinct()
                .map(imported -> "import " + imported + ".*;\n").collect(Collectors.joining());
        String lines = rows.stream().map(row -> "            {\"" + row.type + "\", " + row.factory + ", " + row.type + ".parse(\""
                + row.word + "\")},\n").collect(Collectors.joining());
        Path source = Files.writeString(folder.resolve("Kinds.java"), imports + "public class Kinds {\n"
                + "    public static final Object[][] ROWS = {\n" + lines + "    };\n}\n");
        StringWriter complaints = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertTrue(compiler.getTask(complaints, null, null, List.of("-proc:none", "-d", folder.toString(), "-cp",
                System.getProperty("java.class.path")), null, compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjects(source)).call(), complaints.toString());
        Map<String, Set<String>> made = TYPES.keySet().stream().collect(Collectors.toMap(type -> type, type -> new TreeSet<>()));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (Object[] row : (Object[][]) loader.loadClass("Kinds").getField("ROWS").get(null)) {
                assertEquals(row[1], row[2], "the factory and the word of a row make different things");
                made.get((String) row[0]).add(row[1].getClass().getSimpleName());
            }
        }
        return made;
    }

    @Test
    void nameEveryKindByFactoryAndWord() throws IOException, ReflectiveOperationException {
        Map<String, Set<String>> kinds = TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> permitted(entry.getValue()).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new))));
        assertEquals(kinds, made(rows()));
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(KindsTableTest::permitted) : Stream.of(type);
    }

    @Test
    void nameTestsThatExist() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String folder : List.of("engine/src/test/java", "engine/train/src/test/java")) {
            try (Stream<Path> files = Files.walk(GuidePage.ROOT.resolve(folder))) {
                files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.java"))
                        .map(name -> name.substring(0, name.length() - ".java".length())).forEach(tests::add);
            }
        }
        assertEquals(List.of(), rows().stream().filter(row -> !tests.contains(row.test)).toList());
    }
}
