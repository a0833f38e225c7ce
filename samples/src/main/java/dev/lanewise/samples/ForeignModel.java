package dev.lanewise.samples;

import dev.lanewise.file.FileKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Files of Python that hold its objects: they are refused with the lines of Python that write what can be read. */
enum ForeignModel {

    /** {@code .pt} and {@code .pth}. */
    PYTORCH("a model of PyTorch, which holds objects of Python", """
            import torch, numpy as np
            state = torch.load("%s", map_location="cpu")    # a whole module: weights_only=False
            state = state if isinstance(state, dict) else state.state_dict()
            np.savez("model.npz", **{name: t.float().numpy() for name, t in state.items()})
            """, "--activation relu"),

    /** {@code .keras}, {@code .h5}. */
    KERAS("a model of Keras", """
            import keras, numpy as np
            model = keras.models.load_model("%s")
            np.savez("model.npz", *model.get_weights())
            print(",".join(layer.activation.__name__ for layer in model.layers if layer.get_weights()))
            """, "--order in_out --activation relu,softmax"),

    /** {@code .pkl} and {@code .joblib}. */
    PICKLE("a pickle, which holds objects of Python, such as a model of scikit-learn", """
            import joblib, numpy as np
            model = joblib.load("%s")
            np.savez("model.npz", *[a for pair in zip(model.coefs_, model.intercepts_) for a in pair])
            print(",".join([model.activation] * (model.n_layers_ - 2) + [model.out_activation_]))
            """, "--order in_out --activation relu,softmax");

    private static final List<String> OF_KERAS = List.of("model.weights.h5", "config.json", "metadata.json");

    private static final byte[] OLD_TORCH = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa85019");

    private final String description;
    private final String python;
    private final String options;

    ForeignModel(String description, String python, String options) {
        this.description = description;
        this.python = python;
        this.options = options;
    }

    /** Refuses such a file; passes others. */
    static void refuse(FileKind kind, Path file) throws IOException {
        switch (kind) {
            case HDF5 -> throw KERAS.refusal(file);
            case PICKLE -> throw (isOfTorch(file) ? PYTORCH : PICKLE).refusal(file);
            case ZIP -> refuseArchive(file);
            case NPY -> throw new IOException(file.getFileName()
                    + ": it is one array of NumPy; a model takes several, with names: numpy.savez");
            default -> {
            }
        }
    }

    /** PyTorch before 1.6 wrote a number of its own first, as a pickle. */
    private static boolean isOfTorch(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(OLD_TORCH, in.readNBytes(OLD_TORCH.length));
        }
    }

    private static void refuseArchive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : zip.stream().map(ZipEntry::getName).toList()) {
                if (name.endsWith("data.pkl")) {
                    throw PYTORCH.refusal(file);
                }
                if (OF_KERAS.contains(name)) {
                    throw KERAS.refusal(file);
                }
            }
        } catch (ZipException | EOFException e) {
            String cause = e.getMessage() == null ? "it ends too early" : e.getMessage();
            throw new IOException(file.getFileName() + ": the zip archive is damaged: " + cause, e);
        }
    }

    private IOException refusal(Path file) {
        return new IOException(file.getFileName() + ": it is " + description + ". Export its numbers in Python, then convert them:\n"
                + python.formatted(file.getFileName()).indent(4) + "    samples/lanewise convert --from model.npz " + options
                + " --to model.lanewise");
    }
}
