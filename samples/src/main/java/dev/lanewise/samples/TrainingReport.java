package dev.lanewise.samples;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.model.Engine;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training came to.
 *
 * @param dataset     name of the images
 * @param options     how it was trained
 * @param layers      sizes of the network
 * @param batch       samples in a step
 * @param epochs      reports of all epochs, also of those before a resume
 * @param test        the network on the test images
 * @param modelSha256 of the network
 */
record TrainingReport(String dataset, TrainingOptions options, String layers, int batch, List<EpochReport> epochs, Evaluation test,
                      String modelSha256) {

    private double seconds() {
        return epochs.stream().mapToDouble(EpochReport::seconds).sum();
    }

    private double samplesPerSecond() {
        return epochs.stream().mapToLong(EpochReport::samples).sum() / seconds();
    }

    void print(PrintWriter out) {
        EvaluationText.print(out, test);
        String epochsDone = epochs.size() == 1 ? "1 epoch" : epochs.size() + " epochs";
        out.printf("trained %s in %.2f s, %,.0f samples/s%n", epochsDone, seconds(), samplesPerSecond());
        out.println("model sha256 " + modelSha256);
    }

    String json() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("dataset", dataset);
        report.put("seed", options.seed());
        report.put("layers", layers);
        report.put("activation", options.layers().activation());
        report.put("optimizer", options.rule().optimizer().toString());
        report.put("schedule", options.rule().scheduleName());
        report.put("epochs", epochs.size());
        report.put("batch", batch);
        report.put("threads", options.threads());
        report.put("vectorBits", Engine.report().vectorBits());
        report.put("testAccuracy", test.accuracy());
        report.put("testLoss", test.meanLoss());
        report.put("trainSeconds", seconds());
        report.put("samplesPerSecond", samplesPerSecond());
        report.put("wallSeconds", secondsOfProcess());
        report.put("modelSha256", modelSha256);
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report) + "\n";
    }

    private static double secondsOfProcess() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        return Duration.between(start, Instant.now()).toMillis() / 1e3;
    }
}
