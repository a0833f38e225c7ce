package dev.lanewise.bench.rivals;

import static org.bytedeco.pytorch.global.torch.from_blob;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's C++ library: its autograd and its fused optimizer, called as functions of TorchScript; the products are by MKL. */
public final class PyTorch implements Rival {

    private static final FunctionDescriptor MKL_VERSION = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final int LONGEST_VERSION = 200;

    @Override
    public String name() {
        return "PyTorch";
    }

    @Override
    public String version() {
        MethodHandle mklVersion = new NativeLibrary("mkl", "libmkl_rt.so.3").function("MKL_Get_Version_String", MKL_VERSION);
        MemorySegment text = Arena.global().allocate(LONGEST_VERSION);
        NativeLibrary.call(MethodHandles.insertArguments(mklVersion, 0, text, LONGEST_VERSION));
        return "libtorch " + torch.class.getPackage().getImplementationVersion() + ", " + text.getString(0).strip();
    }

    @Override
    public boolean does(Case which) {
        return which.task().kind == Task.Kind.TRAINING || which.task().kind == Task.Kind.PREDICTION;
    }

    @Override
    public Map<String, String> environment(int threads) {
        // with the layer for the OpenMP of GNU, which libtorch itself uses, W1 is 2.4 times slower on two threads
        return Map.of("OMP_NUM_THREADS", "" + threads, "MKL_NUM_THREADS", "" + threads, "MKL_THREADING_LAYER", "INTEL");
    }

    @Override
    public Training training(Net net, Optimizer optimizer, int threads) {
        load(threads);
        var script = new TorchScript(net);
        int in = net.sizes.getFirst(), out = net.sizes.getLast();
        var inputs = new FloatPointer((long) net.batch * in);
        var labels = new LongPointer(net.batch);
        var targets = new FloatPointer((long) net.batch * out);
        Tensor x = from_blob(inputs, net.batch, in);
        Tensor y = script.isSoftmax() ? from_blob(labels, new long[] {net.batch}, new TensorOptions(torch.ScalarType.Long))
                : from_blob(targets, net.batch, out);
        List<Tensor> parameters = parameters(net);
        parameters.forEach(parameter -> parameter.set_requires_grad(true));
        IValue updated = list(script, parameters.stream().map(Tensor::detach));
        IValue velocities = list(script, parameters.stream().map(torch::zeros_like));
        IValue squares = list(script, parameters.stream().map(torch::zeros_like));
        IValue steps = list(script, parameters.stream().map(_ -> torch.zeros(new long[0])));
        var step = new Script("step", script.step(optimizer), Stream.concat(
                Stream.of(new IValue(x), new IValue(y), updated, velocities, squares, steps), parameters.stream().map(IValue::new)));
        return batch -> {
            try (var _ = new PointerScope()) {
                inputs.put(batch.inputs()[0]);  // all rows of a net's batch stand in one array
                if (script.isSoftmax()) {
                    labels.put(longs(batch));
                } else {
                    targets.put(Rival.targets(batch, net));
                }
                return step.call().toTensor().item_float();
            }
        };
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        load(threads);
        int in = net.sizes.getFirst();
        var inputs = new FloatPointer((long) samples * in);
        Tensor x = from_blob(inputs, samples, in);
        var predict = new Script("predict", new TorchScript(net).predict(),
                Stream.concat(Stream.of(x), parameters(net).stream()).map(IValue::new));
        return (from, to) -> {
            try (var _ = new PointerScope(); var _ = new InferenceMode()) {
                inputs.put(from);
                new FloatPointer(predict.call().toTensor().data_ptr()).get(to);
            }
        };
    }

    private static void load(int threads) {
        // read when the library is loaded, by the last line: MKL in place of OpenBLAS, whose preset looks for version 2 of MKL by itself
        System.setProperty("org.bytedeco.openblas.load", "mkl_rt@.3");
        System.setProperty("org.bytedeco.javacpp.platform.preloadpath", NativeLibrary.folder("mkl").toString());
        set_num_threads(threads);
    }

    private static long[] longs(Batch batch) {
        return Arrays.stream(batch.labels()).asLongStream().toArray();
    }

    /** In the order of the network's. */
    private static List<Tensor> parameters(Net net) {
        Network start = Rival.start(net);
        List<Tensor> parameters = new ArrayList<>();
        for (TensorSpec tensor : start.spec().tensors()) {
            long[] shape = tensor.shape().stream().mapToLong(size -> size).toArray();
            parameters.add(from_blob(new FloatPointer(start.tensor(tensor.name())), shape).clone());
        }
        return parameters;
    }

    private static IValue list(TorchScript script, Stream<Tensor> tensors) {
        return new Script("list", script.list(), tensors.map(IValue::new)).call();
    }

    /** A compiled function with its arguments, tensors that are read and written where they are. */
    private static final class Script {

        private final CompilationUnit unit;
        private final Function function;
        private final IValue[] arguments;

        Script(String name, String source, Stream<IValue> arguments) {
            unit = torch.compile(source);
            function = unit.get_function(new QualifiedName(name));
            this.arguments = arguments.toArray(IValue[]::new);
        }

        IValue call() {
            return function.apply(new IValueVector(arguments));
        }
    }
}
