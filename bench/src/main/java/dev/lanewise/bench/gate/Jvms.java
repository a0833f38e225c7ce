package dev.lanewise.bench.gate;

import dev.lanewise.bench.PeakLoop;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs cases through JMH, each in a JVM of its own that is started with the flags of its twin. */
final class Jvms {

    private static final Case PEAK = new Case("peak", Twin.WIDEST, PeakLoop.class.getSimpleName() + ".peak", Map.of(), 0, 0, 1,
            Case.Judged.SHARE);

    /** The engine's line about itself is said once, by the gate. */
    private static final String NO_LOG = "-Djava.util.logging.config.file=" + ProcessBuilder.Redirect.DISCARD.file();

    private final Pace pace;

    Jvms(Pace pace) {
        this.pace = pace;
    }

    /** The widest vectors, and the peak of a core with them. */
    Measured peak() throws RunnerException {
        return Measured.of(PEAK, run(options(PEAK, 1)).getBenchmarkResults().iterator().next());
    }

    /** The case in some fresh JVMs, one after the other; a JVM without vectors has the peak measured in another one just before. */
    List<Measured> measure(Case which, int jvms, int attempt) throws RunnerException {
        double peakBeside = which.twin() == Twin.SCALAR ? peak().peakGflops() : Double.NaN;
        RunResult result = run(pace.on(options(which, jvms), attempt));
        List<Measured> measured = result.getBenchmarkResults().stream().map(jvm -> Measured.of(which, jvm)).toList();
        measured.forEach(one -> which.twin().requireBits(one.vectorBits()));
        return which.twin() == Twin.SCALAR ? measured.stream().map(one -> one.withPeak(peakBeside)).toList() : measured;
    }

    private static ChainedOptionsBuilder options(Case which, int jvms) {
        ChainedOptionsBuilder options = new OptionsBuilder().include("\\." + which.benchmark().replace(".", "\\.") + "$").forks(jvms)
                .jvmArgsAppend(which.twin().flags.toArray(String[]::new)).verbosity(VerboseMode.SILENT).shouldFailOnError(true)
                .addProfiler(Quiet.class).jvmArgsPrepend(NO_LOG);
        if (which.twin() == Twin.SCALAR) {
            options.jvmArgs(); // this JVM may have been given the vector module
        }
        which.params().forEach(options::param);
        return options;
    }

    private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).runSingle();
    }
}
