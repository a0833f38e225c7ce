package dev.lanewise.bench.rivals;

import ai.onnxruntime.OrtEnvironment;
import dev.lanewise.bench.Net;

/** ONNX Runtime with 8-bit weights and inputs that it quantizes at each call, as its {@code quantize_dynamic} writes models. */
public final class OnnxRuntimeInt8 implements Rival {

    @Override
    public String name() {
        return "ONNX Runtime int8";
    }

    @Override
    public String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public boolean does(Case which) {
        return which.task().kind == Task.Kind.COMPACT;
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        return OnnxRuntime.prediction(OnnxModel.int8(net, samples), net, samples, threads);
    }
}
