package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of somebody else compiles against the engine without a warning, whether or not it has the annotations for null. */
@Tag("once")
class ConsumerTest {

    private static final List<Class<?>> MODULES = List.of(Network.class, Trainer.class);
    private static final String MODULE = "module consumer { requires dev.lanewise.train; }";
    private static final String PROGRAM = """
            package consumer;

            import dev.lanewise.data.Batch;
            import dev.lanewise.data.ImageSet;
            import dev.lanewise.explain.Explanation;
            import dev.lanewise.model.Network;

            /** Touches what is annotated. */
            final class Program {

                private Program() {
                }

                static int classes(Batch batch, ImageSet images, Explanation explanation, Network network) {
                    int[] labels = batch.labels();
                    return labels.length + images.train().outputs() + explanation.descent().hashCode() + network.spec().outputs();
                }
            }
            """;

    @TempDir
    private Path folder;

    private static String classes() throws URISyntaxException {
        List<String> folders = new ArrayList<>();
        for (Class<?> type : MODULES) {
            folders.add(MainClasses.folder(type).toString());
        }
        return String.join(File.pathSeparator, folders);
    }

    private static String modules() throws URISyntaxException {
        for (Class<?> type : MODULES) {
            assumeTrue(Files.exists(MainClasses.folder(type).resolve("module-info.class")), "the module declaration was not compiled");
        }
        return classes();
    }

    /** What the compiler says of a program that sees these paths. */
    private String compile(List<String> sources, String... paths) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "this Java runtime has no compiler");
        List<Path> files = new ArrayList<>();
        for (String source : sources) {
            files.add(Files.writeString(folder.resolve(source.equals(MODULE) ? "module-info.java" : "Program.java"), source));
        }
        List<String> options = Stream.concat(Stream.of("-d", folder.resolve("classes").toString(), "-proc:none", "-Xlint:all,-incubating",
                "-Werror"), Stream.of(paths)).toList();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call();
            assertEquals(compiled, said.toString().isEmpty(), said::toString);
        }
        return said.toString();
    }

    @Test
    void compilesOnTheClassPathWithoutTheAnnotations() throws IOException, URISyntaxException {
        assertEquals("", compile(List.of(PROGRAM), "-cp", classes()));
    }

    @Test
    void compilesAsAModuleWithoutTheAnnotations() throws IOException, URISyntaxException {
        assertEquals("", compile(List.of(MODULE, PROGRAM), "-p", modules()));
    }

    @Test
    void compilesAsAModuleBesideTheAnnotations() throws IOException, URISyntaxException {
        assertEquals("", compile(List.of(MODULE, PROGRAM), "-p", modules() + File.pathSeparator + MainClasses.origin(NullMarked.class)));
    }

    @Test
    void seesWhatMayBeNullInEveryPackage() throws URISyntaxException, ClassNotFoundException {
        modules();
        Set<String> unmarked = new TreeSet<>();
        for (Class<?> type : MODULES) {
            ModuleReference module = ModuleFinder.of(MainClasses.folder(type)).findAll().iterator().next();
            for (Exports exported : module.descriptor().exports()) {
                if (!exported.isQualified() && !Class.forName(exported.source() + ".package-info").isAnnotationPresent(NullMarked.class)) {
                    unmarked.add(exported.source());
                }
            }
        }
        assertEquals(Set.of(), unmarked);
    }
}
