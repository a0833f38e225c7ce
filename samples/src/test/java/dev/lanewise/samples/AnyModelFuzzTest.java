package dev.lanewise.samples;

import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.onnx.Onnx;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.fuzz.Container;
import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.store.NonFiniteWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged model of any kind, also one that looks like another kind after the damage, is read or refused in a sentence. */
@Tag("hostile")
class AnyModelFuzzTest {

    private static final int ATTACKS = 4000;

    @TempDir
    private Path folder;

    @Test
    void refusesDamagedModelsInOneSentence() throws IOException {
        Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.relu()).dense(1, Activation.identity()).build(), 1);
        NamedArrays arrays = NetworkArrays.of(network, ModelMetadata.NONE);
        Path npz = folder.resolve("m.npz"), tensors = folder.resolve("m.safetensors"), onnx = folder.resolve("m.onnx");
        Npz.write(arrays, npz);
        Safetensors.write(arrays, tensors);
        Onnx.write(network, onnx);
        List<byte[]> seeds = List.of(Files.readAllBytes(npz), Files.readAllBytes(tensors), Files.readAllBytes(onnx),
                ModelFile.toBytes(network, ModelMetadata.NONE));
        FuzzRunner.at(ReaderUnderTest.ofFile("any-model", List.of("AnyModel.read"), Container.PLAIN, seeds,
                (file, _) -> AnyModel.read(file, NonFiniteWeights.REFUSE)), folder, ATTACKS);
    }
}
