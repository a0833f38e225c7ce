package com.example.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Each example answers what the network itself answers. */
class ExamplesTest {

    private static final float[] ROW = {5.1f, 3.5f, 1.4f, 0.2f};

    private static String text(float[] outputs) {
        return IntStream.range(0, outputs.length).mapToObj(i -> Float.toString(outputs[i])).collect(Collectors.joining(","));
    }

    private static byte[] file(Network network) {
        return ModelFile.toBytes(network, ModelMetadata.NONE);
    }

    private static Network other(int inputs) {
        return Network.create(NetworkSpec.inputs(inputs).dense(3, Activation.softmax()).build(), 7);
    }

    @Test
    void answersOverHttpAndSwapsItsModel() throws IOException, InterruptedException {
        Network other = other(4);
        try (PredictionService service = new PredictionService(Answer.network(), 0); HttpClient client = HttpClient.newHttpClient()) {
            URI predict = URI.create("http://localhost:" + service.port() + "/predict"), model = predict.resolve("/model");
            HttpRequest question = HttpRequest.newBuilder(predict).POST(BodyPublishers.ofString(text(ROW))).build();
            assertEquals(text(Answer.network().predict(ROW)), client.send(question, BodyHandlers.ofString()).body());

            HttpRequest unfit = HttpRequest.newBuilder(model).PUT(BodyPublishers.ofByteArray(file(other(5)))).build();
            HttpResponse<String> refused = client.send(unfit, BodyHandlers.ofString());
            assertEquals(400, refused.statusCode());
            assertTrue(refused.body().contains("other inputs"), refused::body);

            HttpRequest fit = HttpRequest.newBuilder(model).PUT(BodyPublishers.ofByteArray(file(other))).build();
            assertEquals(other.sha256(), client.send(fit, BodyHandlers.ofString()).body());
            assertEquals(text(other.predict(ROW)), client.send(question, BodyHandlers.ofString()).body());
        }
    }

    @Test
    void isABean() throws IOException {
        try (var context = new AnnotationConfigApplicationContext(SpringConfiguration.class)) {
            assertArrayEquals(Answer.network().predict(ROW), context.getBean(Network.class).predict(ROW));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void scoresRecordsOfKafka() throws IOException {
        List<Record<?, ?>> sent = new ArrayList<>();
        ProcessorContext<String, float[]> context = (ProcessorContext<String, float[]>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ProcessorContext.class}, (proxy, method, arguments) -> {
                    sent.add((Record<?, ?>) arguments[0]);
                    return null;
                });
        KafkaScoring scoring = new KafkaScoring(Answer.network());
        scoring.init(context);
        scoring.process(new Record<>("key", ROW, 3));
        assertEquals("key", sent.getFirst().key());
        assertArrayEquals(Answer.network().predict(ROW), (float[]) sent.getFirst().value());
    }

    @Test
    @SuppressWarnings("unchecked")
    void scoresRowsInFlinkWhereTheJobWasSent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new FlinkScoring(file(Answer.network())));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var arrived = (RichMapFunction<float[], float[]>) in.readObject();
            arrived.open(null);
            assertArrayEquals(Answer.network().predict(ROW), arrived.map(ROW));
        }
    }
}
