package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of modules, each named by one of its classes. */
public final class MainClasses {

    private MainClasses() {
    }

    /**
     * The folder or jar that a class comes from.
     *
     * @param type the class
     * @return where it is
     * @throws URISyntaxException if that has no path
     */
    public static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /**
     * The folder of a module's classes; a test that finds them in a jar is skipped.
     *
     * @param type a class of the module
     * @return where they are
     * @throws URISyntaxException if that has no path
     */
    public static Path folder(Class<?> type) throws URISyntaxException {
        Path folder = origin(type);
        assumeTrue(Files.isDirectory(folder), "the classes are not in a folder, but in " + folder);
        return folder;
    }

    /**
     * All classes of some modules.
     *
     * @param types a class of each module
     * @return by module, then sorted by name
     * @throws IOException        if they cannot be read
     * @throws URISyntaxException if their folder has no path
     */
    public static List<ClassModel> all(Class<?>... types) throws IOException, URISyntaxException {
        List<ClassModel> classes = new ArrayList<>();
        for (Class<?> type : types) {
            try (Stream<Path> files = Files.walk(folder(type))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                    classes.add(ClassFile.of().parse(file));
                }
            }
        }
        return classes;
    }
}
