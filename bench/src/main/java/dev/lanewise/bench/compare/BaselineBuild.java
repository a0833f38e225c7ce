package dev.lanewise.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the engine of a commit from its own files by its own Maven build, once, into {@code bench/target/baseline}, and compiles its
 * {@link Calls} with it: those in {@code bench/src/compare}, in a folder that is named by the beginning of the commit's hash, or else its
 * own. They may use the {@code Net} and the {@code LayerUpdate} of that commit.
 */
final class BaselineBuild {

    private static final String CALLS = "dev/lanewise/bench/compare/Calls.java";
    private static final String MODULE = "jdk.incubator.vector";

    private final Commit commit;
    private final Path folder;

    BaselineBuild(Commit commit) {
        this.commit = commit;
        folder = commit.checkout().resolve("bench/target/baseline").resolve(commit.hash());
    }

    /** The class path of the engine and its calls; what is missing is built first. */
    List<Path> classPath() throws BaselineException, InterruptedException {
        List<Path> engine = engine();
        Path calls = folder.resolve("calls");
        try {
            compileCalls(source(), engine, calls);
        } catch (IOException e) {
            throw new BaselineException("cannot compile the calls of the baseline " + commit.shortHash(), e);
        }
        return Stream.concat(Stream.of(calls), engine.stream()).toList();
    }

    /** The folders of the engine's classes; they are built where they are missing. */
    List<Path> engine() throws BaselineException, InterruptedException {
        try {
            if (!Files.exists(folder)) {
                System.err.println("building the baseline " + commit.shortHash() + " ...");
                build();
            }
        } catch (IOException e) {
            throw new BaselineException("cannot build the baseline " + commit.shortHash(), e);
        }
        return modules(source()).map(module -> source().resolve(module).resolve("target/classes")).toList();
    }

    private Path source() {
        return folder.resolve("source");
    }

    /** Older commits have one. */
    private static Stream<String> modules(Path source) {
        return Stream.of("engine", "engine/train").filter(module -> Files.exists(source.resolve(module).resolve("pom.xml")));
    }

    /** Builds in a folder beside, so that one that is there is whole. */
    private void build() throws BaselineException, IOException, InterruptedException {
        Files.createDirectories(folder.getParent());
        Path begun = Files.createTempDirectory(folder.getParent(), "begun-");
        Path zip = begun.resolve("source.zip"), source = begun.resolve("source");
        commit.archive(zip);
        unpack(zip, source);
        Files.delete(zip);
        Finished.run(source, "mvn", "-q", "-B", "-pl", modules(source).collect(Collectors.joining(",")), "-Dmaven.test.skip=true",
                "-Dcheckstyle.skip", "compile").orThrow("building the baseline " + commit.shortHash() + " by Maven");
        Files.move(begun, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(Path zip, Path to) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path root = files.getPath("/");
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : (Iterable<Path>) all::iterator) {
                    Files.copy(file, to.resolve(root.relativize(file).toString()));
                }
            }
        }
    }

    /** Every time, since they are files of the working tree. */
    private void compileCalls(Path source, List<Path> engine, Path calls) throws BaselineException, IOException, InterruptedException {
        Path own = source.resolve("bench/src/main/java");
        Path root = kept().orElse(own), file = root.resolve(CALLS);
        Finished.run(folder, Path.of(System.getProperty("java.home"), "bin", "javac").toString(), "-nowarn", "-proc:none",
                "--add-modules", MODULE, "-implicit:class", "-cp", joined(engine), "-sourcepath", root + File.pathSeparator + own,
                "-d", calls.toString(), file.toString()).orThrow("compiling " + file + " with the baseline " + commit.shortHash());
    }

    static String joined(List<Path> engine) {
        return engine.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The folder of the calls that are kept for a commit without any. */
    private Optional<Path> kept() throws IOException {
        try (Stream<Path> folders = Files.list(commit.checkout().resolve("bench/src/compare"))) {
            return folders.filter(kept -> commit.hash().startsWith(kept.getFileName().toString())).findFirst();
        }
    }
}
