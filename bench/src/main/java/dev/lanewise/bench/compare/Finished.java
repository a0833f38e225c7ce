package dev.lanewise.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A program that has ended.
 *
 * @param exitCode of the program
 * @param output   what it has written, errors among it, without blanks at either end
 */
record Finished(int exitCode, String output) {

    /** Runs a program in a folder; {@code JAVA25_HOME} is the JDK of this JVM. */
    static Finished run(Path folder, String... command) throws BaselineException, InterruptedException {
        try {
            ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            program.environment().put("JAVA25_HOME", System.getProperty("java.home"));
            Process process = program.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Finished(process.waitFor(), output);
        } catch (IOException e) {
            throw new BaselineException("the baseline needs " + command[0] + ", which did not start", e);
        }
    }

    /** What it has written; throws if it has failed. */
    String orThrow(String what) throws BaselineException {
        if (exitCode != 0) {
            throw new BaselineException(what + " failed with exit code " + exitCode + ":\n" + output);
        }
        return output;
    }
}
