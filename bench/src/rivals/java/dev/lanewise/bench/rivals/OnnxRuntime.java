package dev.lanewise.bench.rivals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lanewise.bench.Net;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime on the CPU, all graph optimizations, inputs and outputs in memory that is reused. */
public final class OnnxRuntime implements Rival {

    @Override
    public String name() {
        return "ONNX Runtime";
    }

    @Override
    public String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public boolean does(Case which) {
        return (which.task().kind == Task.Kind.PREDICTION || which.task().kind == Task.Kind.COMPACT) && Net.DENSE.contains(which.net());
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        return prediction(OnnxModel.of(net, samples), net, samples, threads);
    }

    /** Predictions by a model of a network. */
    static Prediction prediction(byte[] model, Net net, int samples, int threads) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model, options(threads));
            FloatBuffer x = floats(samples, net.sizes.getFirst()), y = floats(samples, net.sizes.getLast());
            Map<String, OnnxTensor> inputs = Map.of(OnnxModel.INPUT, tensor(environment, x, samples));
            Map<String, OnnxTensor> outputs = Map.of(session.getOutputNames().iterator().next(), tensor(environment, y, samples));
            return (from, to) -> predict(session, x.put(0, from), inputs, outputs, y, to);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void predict(OrtSession session, FloatBuffer x, Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs,
            FloatBuffer y, float[] to) {
        try {
            session.run(inputs, outputs).close();
            y.get(0, to);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        return options;
    }

    private static FloatBuffer floats(int rows, int cols) {
        return ByteBuffer.allocateDirect(Float.BYTES * rows * cols).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer floats, int rows) throws OrtException {
        return OnnxTensor.createTensor(environment, floats, new long[] {rows, floats.capacity() / rows});
    }
}
