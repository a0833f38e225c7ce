package dev.lanewise.bench.gate;

import java.io.File;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** Keeps what the measured JVMs say at their start, such as that a module incubates, out of the table; errors still come through. */
public final class Quiet implements ExternalProfiler {

    @Override
    public List<String> addJVMInvokeOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public List<String> addJVMOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public void beforeTrial(BenchmarkParams params) {
        // nothing to prepare
    }

    @Override
    public List<? extends Result<?>> afterTrial(BenchmarkResult result, long pid, File out, File err) {
        return List.of();
    }

    @Override
    public boolean allowPrintOut() {
        return false;
    }

    @Override
    public boolean allowPrintErr() {
        return false;
    }

    @Override
    public String getDescription() {
        return "keeps the output of the measured JVMs to itself";
    }
}
