package dev.lanewise.bench.rivals;

import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.softmax;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library with its own modules, autograd and optimizer; the products are by MKL. */
public final class PyTorch implements Rival {

    private static final FunctionDescriptor MKL_VERSION = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final int LONGEST_VERSION = 200;

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public String version() {
        MethodHandle mklVersion = new NativeLibrary("mkl", "libmkl_rt.so.2").function("MKL_Get_Version_String", MKL_VERSION);
        MemorySegment text = Arena.global().allocate(LONGEST_VERSION);
        NativeLibrary.call(MethodHandles.insertArguments(mklVersion, 0, text, LONGEST_VERSION));
        return "libtorch " + torch.class.getPackage().getImplementationVersion() + ", " + text.getString(0).strip();
    }

    @Override
    public Set<Task> tasks() {
        return EnumSet.of(Task.STEP, Task.PREDICT_1, Task.PREDICT_256);
    }

    @Override
    public Map<String, String> environment(int threads) {
        // with the layer for the OpenMP of GNU, which libtorch itself uses, W1 is 2.4 times slower on two threads
        return Map.of("OMP_NUM_THREADS", "" + threads, "MKL_NUM_THREADS", "" + threads, "MKL_THREADING_LAYER", "INTEL");
    }

    @Override
    public Training training(Net net, int threads) {
        load(threads);
        int in = net.sizes.getFirst();
        List<LinearImpl> layers = layers(net);
        var optimizer = new SGD(parameters(layers), options());
        var inputs = new FloatPointer((long) net.batch * in);
        var labels = new LongPointer(net.batch);
        Tensor x = from_blob(inputs, net.batch, in);
        Tensor y = from_blob(labels, new long[] {net.batch}, new TensorOptions(torch.ScalarType.Long));
        return batch -> {
            try (var _ = new PointerScope()) {
                inputs.put(batch.inputs()[0]);  // all rows of a net's batch stand in one array
                labels.put(longs(batch));
                optimizer.zero_grad();
                Tensor loss = cross_entropy(logits(layers, x), y);
                loss.backward();
                optimizer.step();
                return loss.item_float();
            }
        };
    }

    private static void load(int threads) {
        System.setProperty("org.bytedeco.openblas.load", "mkl");      // read when the library is loaded, by the next line
        set_num_threads(threads);
    }

    private static long[] longs(Batch batch) {
        return Arrays.stream(batch.labels()).asLongStream().toArray();
    }

    private static SGDOptions options() {
        var options = new SGDOptions(Net.OPTIMIZER.lr());
        options.momentum().put(Net.OPTIMIZER.mu());
        return options;
    }

    private static TensorVector parameters(List<LinearImpl> layers) {
        var parameters = new TensorVector();
        for (LinearImpl layer : layers) {
            parameters.push_back(layer.weight());
            parameters.push_back(layer.bias());
        }
        return parameters;
    }

    private static List<LinearImpl> layers(Net net) {
        Network start = Rival.start(net);
        List<LinearImpl> layers = new ArrayList<>();
        try (var _ = new NoGradGuard()) {
            for (int l = 0; l + 1 < net.sizes.size(); l++) {
                long in = net.sizes.get(l), out = net.sizes.get(l + 1);
                var layer = new LinearImpl(in, out);
                layer.weight().copy_(from_blob(new FloatPointer(start.weights(l)), out, in));
                layer.bias().copy_(from_blob(new FloatPointer(start.biases(l)), out));
                layers.add(layer);
            }
        }
        return layers;
    }

    private static Tensor logits(List<LinearImpl> layers, Tensor x) {
        Tensor h = x;
        for (LinearImpl layer : layers.subList(0, layers.size() - 1)) {
            h = relu(layer.forward(h));
        }
        return layers.getLast().forward(h);
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        load(threads);
        int in = net.sizes.getFirst();
        List<LinearImpl> layers = layers(net);
        var inputs = new FloatPointer((long) samples * in);
        Tensor x = from_blob(inputs, samples, in);
        return (from, to) -> {
            try (var _ = new PointerScope(); var _ = new InferenceMode()) {
                inputs.put(from);
                new FloatPointer(softmax(logits(layers, x), 1).data_ptr()).get(to);
            }
        };
    }
}
