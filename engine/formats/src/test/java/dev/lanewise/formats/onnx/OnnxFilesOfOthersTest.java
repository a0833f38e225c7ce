package dev.lanewise.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.lanewise.model.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of early PyTorch, with inputs and outputs beside them, that the project of ONNX tests its own backends with. */
class OnnxFilesOfOthersTest {

    private static Path folder(String name) {
        Path folder = Path.of(System.getProperty("lanewise.shared", "../../../shared"), "data", "onnx", name);
        assumeTrue(Files.exists(folder), () -> "skipped, for " + name + " is not here");
        return folder;
    }

    /** [rows][columns]. */
    private static float[][] rows(Path file) throws IOException {
        TensorProto tensor = TensorProto.parseFrom(Files.readAllBytes(file));
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[][] numbers = new float[(int) tensor.getDims(0)][bytes.remaining() / Float.BYTES / (int) tensor.getDims(0)];
        for (float[] row : numbers) {
            for (int i = 0; i < row.length; i++) {
                row[i] = bytes.getFloat();
            }
        }
        return numbers;
    }

    /** The rows of all inputs side by side. */
    private static float[][] inputs(Path folder, int width) throws IOException {
        float[][] inputs = rows(folder.resolve("input_0.pb"));
        for (int i = 1; inputs[0].length < width; i++) {
            float[][] more = rows(folder.resolve("input_" + i + ".pb"));
            for (int row = 0; row < inputs.length; row++) {
                float[] both = Arrays.copyOf(inputs[row], inputs[row].length + more[row].length);
                System.arraycopy(more[row], 0, both, inputs[row].length, more[row].length);
                inputs[row] = both;
            }
        }
        return inputs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_BatchNorm1d_3d_input_eval", "test_ELU", "test_LeakyReLU", "test_LeakyReLU_with_negval", "test_Linear",
        "test_Linear_no_bias", "test_PReLU_1d", "test_PReLU_1d_multiparam", "test_PReLU_2d_multiparam", "test_ReLU", "test_SELU",
        "test_Sigmoid", "test_Softmax", "test_Softmin", "test_Softplus", "test_Softsign", "test_Tanh",
        "test_operator_clip", "test_operator_concat2", "test_operator_flatten", "test_softmax_lastdim"})
    void predictsWhatTheFileSays(String name) throws IOException {
        Path folder = folder(name);
        agree(Onnx.read(folder.resolve("model.onnx")).network(), folder, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test_LogSoftmax", "test_log_softmax_lastdim"})
    void predictsTheProbabilitiesWhoseLogarithmsTheFileSays(String name) throws IOException {
        Path folder = folder(name);
        agree(Onnx.read(folder.resolve("model.onnx")).network(), folder, true);
    }

    /** Its inputs are doubles that fit no float, so others are taken. */
    @Test
    void addsAConstantOfDouble() throws IOException {
        Network network = Onnx.read(folder("test_operator_addconstant").resolve("model.onnx")).network();
        assertArrayEquals(new float[] {2, 3, -3}, network.predict(new float[] {1, 2, -4}));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "test_Embedding; a model for tables predicts one number, or probabilities by a softmax, got 12 outputs without one",
        "test_GLU; node '#0' (Split): is not supported; supported are",
        "test_operator_add_broadcast; input '1' has the shape [3]; expected [batch, columns]",
        "test_operator_addmm; input '2' has the shape [4]; expected [batch, columns]",
        "test_operator_basic; input '0' has the shape [1]; expected [batch, columns]",
        "test_operator_mm; node '#1' (Gemm): expected a constant as input '1'",
        "test_operator_non_float_params; node '#0' (Add): a constant of the sizes [2, 2] differs from sample to sample",
        "test_operator_params; node '#0' (Add): a constant of the sizes [2, 2] differs from sample to sample"})
    void refusesByNameWhatIsNoFeedForwardNetwork(String name, String sentence) {
        Path file = folder(name).resolve("model.onnx");
        String message = assertThrows(IOException.class, () -> Onnx.read(file)).getMessage();
        assertTrue(message.startsWith("model.onnx: " + sentence), message);
    }

    private static void agree(Network network, Path folder, boolean areLogarithms) throws IOException {
        Path data = folder.resolve("test_data_set_0");
        float[][] outputs = network.predict(inputs(data, network.spec().inputs())), expected = rows(data.resolve("output_0.pb"));
        for (int row = 0; row < expected.length; row++) {
            assertEquals(expected[row].length, outputs[row].length);
            for (int i = 0; i < outputs[row].length; i++) {
                float got = areLogarithms ? (float) Math.log(outputs[row][i]) : outputs[row][i];
                assertEquals(expected[row][i], got, 1e-5f * Math.max(1, Math.abs(expected[row][i])), folder.getFileName() + " row " + row);
            }
        }
    }
}
