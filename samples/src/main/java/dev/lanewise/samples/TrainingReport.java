package dev.lanewise.samples;

import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a training came to.
 *
 * @param images   what it was trained on
 * @param options  how it was trained
 * @param network  what was trained
 * @param batch    samples in a step
 * @param progress how far it came, also before a resume
 * @param metadata what the trainer says of it
 * @param test     the network on the test images
 * @param fit      the epochs and their validations, where images were kept for that
 */
record TrainingReport(ImageForm images, TrainingOptions options, Network network, int batch, Progress progress, ModelMetadata metadata,
        Evaluation test, Optional<FitReport> fit) {

    private double seconds() {
        return progress.reports().stream().mapToDouble(EpochReport::seconds).sum();
    }

    private double samplesPerSecond() {
        return progress.reports().stream().mapToLong(EpochReport::samples).sum() / seconds();
    }

    void print(PrintWriter out) {
        EvaluationText.print(out, test, images);
        String epochsDone = progress.epochs() == 1 ? "1 epoch" : progress.epochs() + " epochs";
        out.printf("trained %s in %.2f s, %,.0f samples/s%n", epochsDone, seconds(), samplesPerSecond());
        out.println("model sha256 " + network.parameterSha256());
    }

    String json() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("dataset", images.dataset());
        report.put("seed", options.seed());
        report.put("layers", network.spec().shape());
        report.put("activation", options.layers().activation(network.spec()));
        report.put("loss", options.loss().loss(network.spec()).toText());
        report.put("optimizer", options.rule().optimizer().toString());
        report.put("factors", options.rule().factors().factors().stream().map(TensorFactors.Factor::toText).toList());
        report.put("gradientOptions", options.limits().gradient().toText().lines().toList());
        report.put("schedule", options.schedules().rateName());
        report.put("epochs", progress.epochs());
        report.put("batch", batch);
        report.put("threads", options.threads());
        report.put("vectorBits", Engine.report().vectorBits());
        report.put("testAccuracy", test.accuracy());
        report.put("testLoss", test.meanLoss());
        report.put("metrics", ImageMetrics.json(test));
        report.put("recallByClass", ImageMetrics.recallByClass(test, images.names()));
        report.put("trainSeconds", seconds());
        report.put("samplesPerSecond", samplesPerSecond());
        report.put("wallSeconds", secondsOfProcess());
        report.put("modelSha256", network.parameterSha256());
        report.put("bestEpoch", fit.map(FitReport::bestEpoch).orElse(null));
        report.put("history", fit.isPresent() ? validated(fit.get()) : progress.reports().stream().map(TrainingReport::trained).toList());
        return JsonText.of(report);
    }

    private static Map<String, Object> trained(EpochReport epoch) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("epoch", epoch.epoch());
        entry.put("loss", epoch.meanLoss());
        entry.put("seconds", epoch.seconds());
        return entry;
    }

    /** Nothing is known of the validations before a resume. */
    private List<Map<String, Object>> validated(FitReport of) {
        Map<Integer, Evaluation> validations = of.history().stream()
                .collect(Collectors.toMap(epoch -> epoch.training().epoch(), FitReport.Epoch::validation));
        return progress.reports().stream().map(report -> {
            Map<String, Object> entry = trained(report);
            Optional<Evaluation> validation = Optional.ofNullable(validations.get(report.epoch()));
            entry.put("validationLoss", validation.map(Evaluation::meanLoss).orElse(null));
            entry.put("validationAccuracy", validation.map(Evaluation::accuracy).orElse(null));
            return entry;
        }).toList();
    }

    private static double secondsOfProcess() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        return Duration.between(start, Instant.now()).toMillis() / 1e3;
    }
}
