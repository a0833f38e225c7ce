package com.example.embed;

import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** A row becomes the outputs of a network, whose file travels with the job; each parallel instance opens it once. */
public final class FlinkScoring extends RichMapFunction<float[], float[]> {

    private static final long serialVersionUID = 1L;

    private final byte[] model;
    private transient Network network;
    private transient Predictor predictor;

    public FlinkScoring(byte[] model) {
        this.model = model.clone();
    }

    @Override
    public void open(OpenContext context) throws IOException {
        network = ModelFile.read(model).network();
        predictor = network.predictor();
    }

    @Override
    public float[] map(float[] row) {
        float[] outputs = new float[network.spec().outputs()];
        predictor.predict(row, outputs);
        return outputs;
    }
}
