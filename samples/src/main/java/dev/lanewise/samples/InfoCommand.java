package dev.lanewise.samples;

import dev.lanewise.model.Engine;
import dev.lanewise.platform.Overrides;
import dev.lanewise.runtime.RuntimeReport;
import dev.lanewise.samples.terminal.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lanewise info}: what the engine chose on this machine, and why. */
@Command(name = "info", mixinStandardHelpOptions = true,
        description = "Shows what the engine chose on this machine, and why. JDK_JAVA_OPTIONS=-Dlanewise.vectorBits=N (512, 256, 128, or 0"
                + " for scalar kernels) and -Dlanewise.threads=N choose otherwise; no choice changes a bit of a result.")
final class InfoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        print(out, Engine.report(), threads());
        out.flush();
        return 0;
    }

    /** Threads of a command that is not told a number. */
    static int threads() {
        return Overrides.threads(Runtime.getRuntime().availableProcessors());
    }

    /** A row a fact. */
    static void print(PrintWriter out, RuntimeReport report, int commandThreads) {
        boolean fallsBack = report.vectorBits() == 0;
        row(out, "Java", report.jdk());
        row(out, "JVM", report.jvm());
        row(out, "CPU", report.cpu());
        row(out, "kernels", report.width() + (fallsBack ? "" : ": " + report.reason()));
        row(out, "fallback", fallsBack ? report.reason() : "none");
        row(out, "fused multiply-add", report.fastFma() ? "fast"
                : "slow: this CPU or JVM has no instruction for it; same results, many times slower");
        row(out, "processors", Integer.toString(report.processors()));
        row(out, "threads", report.threads() + " for a trainer and " + commandThreads + " for a command that is not told a number");
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println(Terminal.wrapped(String.format("%-18s  %s", name, value)));
    }
}
