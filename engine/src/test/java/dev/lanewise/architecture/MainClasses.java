package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.model.Network;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The engine's compiled classes. */
public final class MainClasses {

    private MainClasses() {
    }

    /** The folder or jar that a class comes from. */
    static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static Path folder() throws URISyntaxException {
        Path folder = origin(Network.class);
        assumeTrue(Files.isDirectory(folder), "the engine's classes are not in a folder, but in " + folder);
        return folder;
    }

    /**
     * All of them.
     *
     * @return sorted by name
     * @throws IOException        if they cannot be read
     * @throws URISyntaxException if their folder has no path
     */
    public static List<ClassModel> all() throws IOException, URISyntaxException {
        List<ClassModel> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                classes.add(ClassFile.of().parse(file));
            }
        }
        return classes;
    }
}
