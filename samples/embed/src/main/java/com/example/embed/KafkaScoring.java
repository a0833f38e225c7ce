package com.example.embed;

import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends the outputs of a network for each record. One thread at a time runs a task of Kafka Streams, so each has its own predictor. */
public final class KafkaScoring implements Processor<String, float[], String, float[]> {

    private final Network network;
    private Predictor predictor;
    private ProcessorContext<String, float[]> context;

    /** For {@code stream.process(() -> new KafkaScoring(network))}: the network is shared by all tasks. */
    public KafkaScoring(Network network) {
        this.network = network;
    }

    @Override
    public void init(ProcessorContext<String, float[]> context) {
        this.context = context;
        predictor = network.predictor();
    }

    @Override
    public void process(Record<String, float[]> record) {
        float[] outputs = new float[network.spec().outputs()];
        predictor.predict(record.value(), outputs);
        context.forward(record.withValue(outputs));
    }
}
