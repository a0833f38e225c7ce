package dev.lanewise.formats.python;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.formats.numpy.Npy;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy reads what is written here, and the other way round; Python's own json and struct read safetensors. */
class NumPyTest {

    private static final String WRITES = """
            import sys, io, numpy as np
            folder = sys.argv[1]
            a = np.arange(24).reshape(2, 3, 4)
            for t in ['?', 'u1', 'i1', '<u2', '>i2', '<u4', '<i4', '>i8', '<u8', '<f2', '>f4', '<f8']:
                for order in 'CF':
                    name = np.dtype(t).name + order
                    np.save(folder + '/' + name + '.npy', np.asarray(a, dtype=t, order=order))
            for major in [(1, 0), (2, 0), (3, 0)]:
                with open(folder + '/version%d.npy' % major[0], 'wb') as f:
                    np.lib.format.write_array(f, np.asarray(a, dtype='<f4', order='C'), version=major)
            np.savez(folder + '/stored.npz', a=a, f=np.asfortranarray(a.astype('f4')), one=np.float32(7))
            np.savez_compressed(folder + '/packed.npz', a=a, f=np.asfortranarray(a.astype('f4')), one=np.float32(7))
            """;
    private static final String READS = """
            import sys, json, struct, numpy as np
            folder = sys.argv[1]
            x = np.load(folder + '/x.npy')
            assert x.dtype == np.float32 and x.shape == (2, 3) and (x == [[1, 2, 3], [4, 5, 6]]).all()
            n = np.load(folder + '/n.npy')
            assert n.dtype == np.int64 and (n == [3, -1]).all()
            m = np.load(folder + '/m.npz')
            assert sorted(m.files) == ['0.bias', '0.weight', '2.bias', '2.weight', 'lanewise.spec'], m.files
            b = open(folder + '/m.safetensors', 'rb').read()
            length = struct.unpack('<Q', b[:8])[0]
            assert length % 8 == 0
            h = json.loads(b[8:8 + length])
            assert h.pop('__metadata__')['lanewise.spec'] == bytes(m['lanewise.spec']).decode()
            for name, e in h.items():
                begin, end = e['data_offsets']
                t = np.frombuffer(b[8 + length + begin:8 + length + end], '<f4').reshape(e['shape'])
                assert e['dtype'] == 'F32' and (t == m[name]).all()
            assert max(e['data_offsets'][1] for e in h.values()) == len(b) - 8 - length
            rows = np.array([[1, 2], [-3, .5]], 'f4')
            h = np.maximum(rows @ m['0.weight'].T + m['0.bias'], 0)
            np.save(folder + '/y.npy', h @ m['2.weight'].T + m['2.bias'])
            """;

    @TempDir
    private Path folder;

    private void python(String script) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", "-c", script, folder.toString()).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(python.waitFor(60, TimeUnit.SECONDS), "python3 goes on");
        assertEquals(0, python.exitValue(), said);
    }

    private static void assumeNumPy() throws InterruptedException {
        boolean found;
        try {
            Process python = new ProcessBuilder("python3", "-c", "import numpy").redirectErrorStream(true).start();
            found = python.waitFor() == 0;
        } catch (IOException _) {
            found = false;
        }
        assumeTrue(found, "python3 with numpy is not installed: what NumPy writes and reads is not compared");
    }

    @Test
    void readsWhatNumPyWrites() throws IOException, InterruptedException {
        assumeNumPy();
        python(WRITES);
        int[] ints = new int[24], ones = new int[24];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = i;
            ones[i] = Math.min(i, 1);
        }
        for (String type : List.of("bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "int64", "uint64", "float16", "float32",
                "float64")) {
            for (String order : List.of("C", "F")) {
                NumberArray array = Npy.read(folder.resolve(type + order + ".npy"));
                assertEquals(List.of(2, 3, 4), array.shape());
                assertArrayEquals(type.equals("bool") ? ones : ints, array.ints(), type + order);
            }
        }
        for (int version = 1; version <= 3; version++) {
            assertArrayEquals(ints, Npy.read(folder.resolve("version" + version + ".npy")).ints());
        }
        for (String name : List.of("stored.npz", "packed.npz")) {
            NamedArrays arrays = Npz.read(folder.resolve(name));
            assertArrayEquals(ints, arrays.get("a").ints());
            assertArrayEquals(ints, arrays.get("f").ints());
            assertEquals(NumberType.F32, arrays.get("f").type());
            assertEquals(7, arrays.get("one").number(0));
        }
    }

    @Test
    void writesWhatNumPyReadsAndComputesWith() throws IOException, InterruptedException {
        assumeNumPy();
        Network network = Network.create(NetworkSpec.inputs(2).dense(9, Activation.relu()).dense(3, Activation.identity()).build(), 5);
        Npy.write(NumberArray.of(new float[][] {{1, 2, 3}, {4, 5, 6}}), folder.resolve("x.npy"));
        Npy.write(NumberArray.of(new int[] {3, -1}), folder.resolve("n.npy"));
        Npz.write(NetworkArrays.of(network, ModelMetadata.NONE), folder.resolve("m.npz"));
        Safetensors.write(NetworkArrays.of(network, ModelMetadata.NONE), folder.resolve("m.safetensors"));
        python(READS);
        float[] expected = Npy.read(folder.resolve("y.npy")).floats();
        float[][] rows = network.predict(new float[][] {{1, 2}, {-3, 0.5f}});
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], rows[i / 3][i % 3], 1e-6f);
        }
    }
}
