package dev.lanewise.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** ONNX Runtime, which says what a file computes. */
final class Judge {

    private Judge() {
    }

    /** The outputs for inputs [rows][columns] of floats or texts, by the names of both. */
    static Map<String, Object> run(Path file, Map<String, ?> inputs) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options)) {
                for (Map.Entry<String, ?> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
                }
                Map<String, Object> outputs = new HashMap<>();
                try (OrtSession.Result result = session.run(tensors)) {
                    for (Map.Entry<String, OnnxValue> output : result) {
                        outputs.put(output.getKey(), output.getValue().getValue());
                    }
                }
                return outputs;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /** Normal numbers. */
    static float[][] rows(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] numbers = new float[rows][columns];
        for (float[] row : numbers) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return numbers;
    }

    /** Within 1e-5 of the largest output of a row, or of 1. */
    static void assertAgree(float[][] expected, float[][] got, String what) {
        assertEquals(expected.length, got.length, what);
        for (int row = 0; row < expected.length; row++) {
            double largest = 1;
            for (float value : expected[row]) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertEquals(expected[row].length, got[row].length, what);
            for (int i = 0; i < expected[row].length; i++) {
                if (!(Math.abs(expected[row][i] - got[row][i]) <= 1e-5 * largest)) {
                    fail(what + ": row " + row + ", output " + i + ": expected " + expected[row][i] + ", got " + got[row][i]);
                }
            }
        }
    }
}
