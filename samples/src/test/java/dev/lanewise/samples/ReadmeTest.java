package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.train.Trainer;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.xml.sax.InputSource;

/** The Java that the README and the pages of the guide show compiles, runs as the README says, and prints what the page says. */
class ReadmeTest {

    private static final long SECONDS = 120;
    private static final Pattern VERSION = Pattern.compile("lanewise(?:[-:]|</artifactId>\\s*<version>)(\\d+\\.\\d+\\.\\d+(?:-\\w+)?)");

    private static final List<GuidePage> PAGES = pages();

    @TempDir
    private static Path classes;

    @TempDir
    private Path folder;

    private static List<GuidePage> pages() {
        try {
            return GuidePage.running();
        } catch (IOException e) {
            throw new IllegalStateException("no guide", e);
        }
    }

    private static String engine() throws URISyntaxException {
        return origin(Network.class) + File.pathSeparator + origin(Trainer.class);
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void compile(List<Path> sources, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        assertTrue(compiler.getTask(complaints, null, null, Stream.concat(Stream.of("-proc:none", "-d", classes.toString()),
                Stream.of(options)).toList(), null, compiler.getStandardFileManager(null, null, null)
                .getJavaFileObjectsFromPaths(sources)).call(), complaints.toString());
    }

    @BeforeAll
    static void compilesThePrograms() throws IOException, URISyntaxException {
        List<Path> sources = new ArrayList<>();
        for (GuidePage page : PAGES) {
            sources.add(Files.writeString(classes.resolve(page.className() + ".java"), page.program()));
        }
        compile(sources, "-p", engine(), "--add-modules", "dev.lanewise.train");
    }

    @BeforeEach
    void laysOutImages() throws IOException {
        SmallImages.write(Files.createDirectories(folder.resolve("letters")), 30, 10);
    }

    /** What Java prints when it runs something in a folder of its own, with the engine as a module and without the flag. */
    private List<String> java(String... words) throws IOException, InterruptedException, URISyntaxException {
        Path out = folder.resolve("out"), err = folder.resolve("err");
        ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-p", engine(),
                "--add-modules", "dev.lanewise.train");
        java.command().addAll(List.of(words));
        java.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = java.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the program did not end");
        assertEquals("0 ", process.exitValue() + " " + Files.readString(err).lines().filter(line -> !line.contains("INFO:")
                && !line.contains(" dev.lanewise.") && !line.startsWith("WARNING: Using incubator")).collect(Collectors.joining("\n")));
        return Files.readAllLines(out);
    }

    @ParameterizedTest
    @FieldSource("PAGES")
    void printsWhatThePageSays(GuidePage page) throws IOException, InterruptedException, URISyntaxException {
        assertEquals(page.printed(), java("-cp", classes.toString(), page.className()));
    }

    /** As the README says it: a source file, without compiling it first. */
    @Test
    void trainsOnTheReadersOwnRows() throws IOException, InterruptedException, URISyntaxException {
        GuidePage readme = GuidePage.of(GuidePage.ROOT.resolve("README.md"));
        Files.writeString(folder.resolve("Train.java"), readme.program());
        assertEquals(readme.printed(), java("Train.java"));
        Network network = ModelFile.load(folder.resolve("my.lanewise"));
        assertEquals(0, network.classify(new float[] {-0.5f, 0.5f}));
        assertEquals(1, network.classify(new float[] {0.5f, 1.5f}));
        assertEquals(2, network.classify(new float[] {1.5f, 0.5f}));
    }

    @Test
    void resumesFromCheckpoints() throws IOException, InterruptedException, URISyntaxException {
        GuidePage page = GuidePage.of(GuidePage.GUIDE.resolve("checkpoints.md"));
        List<String> printed = java("-cp", classes.toString(), page.className());
        Path runs = folder.resolve("runs/xor");
        assertEquals(3, runs.toFile().list((dir, name) -> name.startsWith("checkpoint-")).length);
        assertEquals(printed, java("-cp", classes.toString(), page.className())); // there is nothing left to train
    }

    @Test
    void compilesTheTypesThatPagesShow() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (GuidePage page : GuidePage.all()) {
            for (GuidePage.Block block : page.blocks().stream().filter(GuidePage.Block::isType).toList()) {
                Matcher name = Pattern.compile("(?:class|record|interface) (\\w+)").matcher(block.text());
                assertTrue(name.find(), block.text());
                sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), block.text()));
            }
        }
        assertFalse(sources.isEmpty(), "no page shows a type");
        compile(sources, "-cp", System.getProperty("java.class.path"));
    }

    @Test
    void showsXmlAndJsonThatParse() throws Exception {
        int parsed = 0;
        for (GuidePage page : GuidePage.all()) {
            for (GuidePage.Block block : page.blocks()) {
                if (block.language().equals("xml")) {
                    var xml = new InputSource(new StringReader(block.text()));
                    assertTrue(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).hasChildNodes());
                    parsed++;
                } else if (block.language().equals("json")) {
                    assertFalse(JSON.std.mapFrom(block.text()).isEmpty());
                    parsed++;
                }
            }
        }
        assertTrue(parsed >= 4, parsed + " blocks found");
    }

    @Test
    void listsThePackagesThatAreExported() throws IOException, URISyntaxException {
        Matcher row = Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE)
                .matcher(GuidePage.of(GuidePage.GUIDE.resolve("versions.md")).text());
        assertEquals(ModuleFinder.of(origin(Network.class), origin(Trainer.class)).findAll().stream()
                .flatMap(module -> module.descriptor().exports().stream()).filter(exports -> !exports.isQualified())
                .map(Exports::source).collect(Collectors.toSet()),
                row.results().map(found -> found.group(1)).collect(Collectors.toSet()));
    }

    @Test
    void namesThisVersionEverywhere() throws IOException {
        for (GuidePage page : GuidePage.all()) {
            Matcher version = VERSION.matcher(page.text());
            while (version.find()) {
                assertEquals(Engine.VERSION, version.group(1), page + ": " + version.group());
            }
        }
    }
}
