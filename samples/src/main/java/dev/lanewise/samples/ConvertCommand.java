package dev.lanewise.samples;

import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NetworkArrays;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.store.NonFiniteWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code lanewise convert}: a model file of one kind becomes one of another kind. */
@Command(name = "convert", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Converts a model file. What the first is, its content tells; what the second becomes, its ending: .lanewise, "
                + ".onnx, .safetensors or .npz.")
final class ConvertCommand implements Callable<Integer> {

    private static final String FROM = "--from";
    private static final String TO = "--to";
    private static final String ACTIVATION = "--activation";
    private static final int CHECK_FILES = 2;
    private static final Map<String, String> OTHER_NAMES = Map.of("linear", "identity", "logistic", "sigmoid");

    @Spec
    private CommandSpec spec;

    @Option(names = FROM, required = true, paramLabel = "FILE",
            description = "A model of Lanewise, ONNX, safetensors or NumPy (.npz); of PyTorch, Keras or scikit-learn by way of these.")
    private Path from;

    @Option(names = TO, required = true, paramLabel = "FILE", description = "What to write.")
    private Path to;

    @Option(names = ACTIVATION, split = ",", paramLabel = "NAME", description = "Where --from has weights and biases alone: the "
            + "activation of each layer, such as relu,relu,softmax; one alone is that of all layers but the last, which then has none.")
    private List<String> activations = List.of();

    @Option(names = "--order", paramLabel = "ORDER", description = "Where --from has weights and biases alone: out_in (a "
            + "row for each output, PyTorch) or in_out (a row for each input, Keras and scikit-learn). Default: out_in")
    private WeightOrder order;

    @Option(names = "--check", arity = "2", paramLabel = "FILE", description = "Predict the rows of the first file (.npy), compare with "
            + "the outputs in the second, and print the largest difference; exit code 1 where it is above 1e-5, or 1e-5 of the row's "
            + "largest output.")
    private List<Path> check = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ModelFormat format = ModelFormat.of(to).orElseThrow(() -> new ParameterException(spec.commandLine(),
                TO + " expects a name with one of the endings " + ModelFormat.endings() + ", got " + to));
        ResultFiles.requireTwo(spec, FROM, from, TO, to);
        ResultFiles.requireWritable(spec, TO, to);
        AnyModel model = OptionFile.read(FROM, from, at -> AnyModel.read(at, NonFiniteWeights.REFUSE));
        ModelFile.Content content = content(model);
        Optional<OutputCheck> checked = check.size() == CHECK_FILES ? Optional.of(OutputCheck.of(check.getFirst(), check.getLast(),
                content)) : Optional.empty();
        try {
            format.write(content, to);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(TO, to, e);
        }
        out.printf("%s: %s%n%s: %s, %,d bytes%n", from.getFileName(), ModelCard.title(model.kind(), content), to.getFileName(),
                format.description(), Files.size(to));
        boolean agrees = checked.isEmpty() || checked.get().run(OptionFile.read(TO, to, at -> AnyModel.read(at, NonFiniteWeights.REFUSE))
                .content().orElseThrow().network(), out);
        out.flush();
        return agrees ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private ModelFile.Content content(AnyModel model) throws IOException {
        boolean saysAll = model.content().isPresent();
        Usage.require(spec, !saysAll || activations.isEmpty() && order == null,
                "--activation and --order are for weights and biases alone, but --from says what its network looks like");
        Usage.require(spec, saysAll || !activations.isEmpty(), FROM + " " + from + " has weights and biases alone: name the activations, "
                + ACTIVATION + " relu, or one for each layer, relu,softmax; it has "
                + model.arrays().map(NamedArrays::contents).orElse(""));
        List<Activation> named = Usage.checked(spec, () -> activations.stream().map(ConvertCommand::activation).toList());
        try {
            return model.content(arrays -> dense(arrays, named));
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(FROM, from, e);
        }
    }

    /** By its name here, or that of Keras or scikit-learn. */
    private static Activation activation(String name) {
        return Activation.parse(OTHER_NAMES.getOrDefault(Usage.name(name), Usage.name(name)));
    }

    private ModelFile.Content dense(NamedArrays arrays, List<Activation> named) {
        WeightOrder used = order == null ? WeightOrder.OUT_IN : order;
        NetworkSpec network = NetworkArrays.denseSpec(arrays, used, named);
        return ModelFile.Content.of(NetworkArrays.network(arrays, network, used), ModelMetadata.NONE, Optional.empty());
    }
}
