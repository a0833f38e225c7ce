package dev.lanewise.formats.python;

import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.fuzz.Container;
import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file says, it is read or refused in a sentence, soon and with little memory. */
@Tag("hostile")
class ArrayFilesFuzzTest {

    /** Zip archives and JSON take their time. */
    private static final int ATTACKS = 15_000;
    private static final NamedArrays MODEL = NetworkArrays.of(Network.create(NetworkSpec.inputs(2).dense(3, Activation.relu())
            .dense(1, Activation.identity()).build(), 1), ModelMetadata.NONE.withSeed(3));

    @TempDir
    private Path folder;

    /** What writes a file. */
    @FunctionalInterface
    private interface Writing {
        void write(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.write(out);
        return out.toByteArray();
    }

    /** A network that comes out of a damaged file works like any other; arrays alone may be none. */
    private static void use(NamedArrays arrays) throws IOException {
        try {
            Network network = NetworkArrays.network(arrays);
            network.predict(new float[network.spec().inputs()]);
        } catch (IllegalArgumentException e) {
            throw new IOException("attacked: " + e.getMessage(), e);
        }
    }

    @Test
    void refusesDamagedArraysInOneSentence() throws IOException {
        List<byte[]> seeds = List.of(bytes(out -> Npy.write(NumberArray.of(new float[][] {{1, 2}, {3, 4}}), out)),
                bytes(out -> Npy.write(NumberArray.of(new int[] {1, 2, 3}), out)));
        FuzzRunner.at(ReaderUnderTest.ofFile("npy", List.of("Npy.read"), Container.PLAIN, seeds, (file, _) -> Npy.read(file).floats()),
                folder, ATTACKS);
    }

    @Test
    void refusesDamagedArchivesInOneSentence() throws IOException {
        List<byte[]> seeds = List.of(bytes(out -> Npz.write(MODEL, out)));
        FuzzRunner.at(ReaderUnderTest.ofFile("npz", List.of("Npz.read", "Npz.forms"), Container.PLAIN, seeds, (file, _) -> {
            Npz.forms(file);
            use(Npz.read(file));
        }), folder, ATTACKS);
    }

    @Test
    void refusesDamagedTensorsInOneSentence() throws IOException {
        List<byte[]> seeds = List.of(bytes(out -> Safetensors.write(MODEL, out)));
        FuzzRunner.at(ReaderUnderTest.ofFile("safetensors", List.of("Safetensors.read"), Container.PLAIN, seeds,
                (file, _) -> use(Safetensors.read(file))), folder, ATTACKS);
    }
}
