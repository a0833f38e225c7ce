package dev.lanewise.bench;

import java.net.URI;
import java.nio.file.Path;

/** The checkout that these benchmarks were built in. */
public final class Checkout {

    private Checkout() {
    }

    /**
     * The folder of the root pom.xml: the jar and the classes of the benchmarks are in {@code bench/target}.
     *
     * @return an absolute path
     */
    public static Path root() {
        return codeSource(Checkout.class).resolve("../../..").normalize();
    }

    /**
     * The jar or folder that a class was loaded from.
     *
     * @param type the class
     * @return an absolute path
     */
    public static Path codeSource(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
