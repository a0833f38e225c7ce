package dev.lanewise.bench.gate;

import dev.lanewise.bench.FmaPeak;
import dev.lanewise.bench.ResultLines;
import dev.lanewise.bench.Work;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM that measures a case, and nothing else; it is started with the flags of the case's twin. */
final class MeasuringJvm {

    /** The reference is compiled alone, whatever calls it: what C2 makes of it must not depend on the case. */
    private static final List<String> NOT_INLINED = Stream.concat(Stream.of("-XX:CompileCommand=quiet"),
            Stream.of(FmaPeak.class.getName() + "::chains", ReferenceTile.class.getName() + "::tile*",
                    ScalarReference.class.getName() + "::tile*", ScalarReference.class.getName() + "::chains")
                    .map(method -> "-XX:CompileCommand=dontinline," + method)).toList();

    private MeasuringJvm() {
    }

    /**
     * Runs in the JVM that measures and prints its numbers.
     *
     * @param words title of the case, pace, and number of the attempt
     */
    public static void main(String[] words) {
        Case which = Cases.named(words[0]);
        Pace pace = Pace.valueOf(words[1]);
        Reference.Slices reference = Reference.slicesOfThisJvm(which.threads());
        Work work = which.work().get();
        work.setUp();
        double warmUpSeconds = pace.warmUpSeconds(Integer.parseInt(words[2]));
        Measured measured = new Measurement(which, work, reference, pace.seconds, warmUpSeconds).measured();
        work.close();
        ResultLines.print(measured.numbers());
    }

    /** The case in a fresh JVM. */
    static Measured measure(Case which, Pace pace, int attempt) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(which.twin().flags);
        command.addAll(flagsOfThisJvm());
        command.addAll(NOT_INLINED);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MeasuringJvm.class.getName(), which.title(), pace.name(),
                "" + attempt));
        Measured measured = Measured.of(ResultLines.of(command));
        which.twin().requireBits(measured.vectorBits());
        return measured;
    }

    /** What this JVM was told about vectors on its command line; that of the environment reaches every JVM. */
    private static List<String> flagsOfThisJvm() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-XX:") || flag.startsWith("-Dlanewise.")).toList();
    }
}
