package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Loss;
import dev.lanewise.train.Evaluation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a saved network does on test images.
 *
 * @param images  what it was tested on
 * @param network the network
 * @param loss    what was averaged
 * @param result  how well
 */
record EvaluationReport(ImageForm images, Network network, Loss loss, Evaluation result) {

    /** Of rows that have targets: no classes by name. */
    static String json(Network network, Loss loss, Evaluation result) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("layers", network.spec().shape());
        report.put("samples", result.samples());
        report.put("accuracy", Double.isNaN(result.accuracy()) ? null : result.accuracy());
        report.put("loss", result.meanLoss());
        report.put("lossName", loss.toText());
        report.put("metrics", ImageMetrics.json(result));
        report.put("modelSha256", network.parameterSha256());
        return JsonText.of(report);
    }

    String json() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("dataset", images.dataset());
        report.put("layers", network.spec().shape());
        report.put("samples", result.samples());
        report.put("accuracy", result.accuracy());
        report.put("loss", result.meanLoss());
        report.put("lossName", loss.toText());
        report.put("unanswered", result.unanswered());
        report.put("metrics", ImageMetrics.json(result));
        report.put("recallByClass", ImageMetrics.recallByClass(result, images.names()));
        report.put("modelSha256", network.parameterSha256());
        return JsonText.of(report);
    }
}
