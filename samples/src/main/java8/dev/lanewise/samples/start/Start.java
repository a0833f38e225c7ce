package dev.lanewise.samples.start;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Where {@code java -jar} begins. Compiled for Java 8, so that an older Java can say what it lacks; all other classes need Java 25. */
public final class Start {

    private static final int LEAST = 25;
    private static final int WRONG_USE = 2;

    private Start() {
    }

    /**
     * Runs the command line, or says that this Java is too old and exits with code 2.
     *
     * @param arguments the words of the command line
     * @throws Throwable what the command line throws
     */
    public static void main(String[] arguments) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (feature(version) < LEAST) {
            System.err.println("Lanewise needs Java " + LEAST + " or newer, but this is Java " + version + " in "
                    + System.getProperty("java.home"));
            System.exit(WRONG_USE);
        }
        MethodHandle main = MethodHandles.publicLookup().findStatic(Class.forName("dev.lanewise.samples.Lanewise"), "main",
                MethodType.methodType(void.class, String[].class));
        main.invoke(arguments);
    }

    /** 17 of 17, and 8 of 1.8 as it was called then. */
    static int feature(String version) {
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
