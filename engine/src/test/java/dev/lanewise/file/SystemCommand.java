package dev.lanewise.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Programs of the system that make what Java cannot: pipes, devices, small disks. */
public final class SystemCommand {

    private SystemCommand() {
    }

    /**
     * Runs a program.
     *
     * @param words its name and arguments
     * @return its exit code, or -1 where there is no such program
     */
    public static int run(String... words) {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1; // no such program
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a program ran", e);
        }
    }

    /**
     * Runs a program that a test cannot do without; where it fails the test is skipped.
     *
     * @param words its name and arguments
     */
    public static void require(String... words) {
        assumeTrue(run(words) == 0, "not possible here, or not for this user: " + String.join(" ", words));
    }
}
