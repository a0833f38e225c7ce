package dev.lanewise.samples.digits;

import dev.lanewise.file.FileErrors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings files into a folder from the first mirror that has them.
 *
 * <p>A file appears under its name only whole, with the right size and SHA-256, and in one step; one that is there already is not
 * fetched again. Any number of processes may share the folder.
 */
public final class MnistDownload {

    /** Folders in the web with the four files of MNIST, as they were first published. */
    public static final List<URI> MIRRORS = List.of(
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));

    /** The four files of MNIST. */
    public static final List<RemoteFile> FILES = List.of(
            new RemoteFile("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new RemoteFile("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            new RemoteFile("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new RemoteFile("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    /** What a runtime made by jlink may lack. */
    private static final String HTTP = "java.net.http";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final List<URI> mirrors;
    private final List<RemoteFile> files;
    private final Duration connect;
    private final Duration silence;
    private final Map<String, String> environment;

    /** MNIST from {@link #MIRRORS}: 5 s to connect, and no more than 20 s without a byte. */
    public MnistDownload() {
        this(MIRRORS, FILES, CONNECT, SILENCE, System.getenv());
    }

    /**
     * Any files from any mirrors.
     *
     * @param mirrors     folders in the web, tried in this order; at least one
     * @param files       what to fetch
     * @param connect     how long connecting may take
     * @param silence     how long no byte may come
     * @param environment its variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and those in lower case, name a proxy
     * @throws IllegalArgumentException if there is no mirror, or a limit is not above 0
     */
    public MnistDownload(List<URI> mirrors, List<RemoteFile> files, Duration connect, Duration silence, Map<String, String> environment) {
        if (mirrors.isEmpty()) {
            throw new IllegalArgumentException("a download needs at least 1 mirror, got none");
        }
        if (!connect.isPositive() || !silence.isPositive()) {
            throw new IllegalArgumentException("time limits must be above 0, got " + connect + " to connect and " + silence
                    + " without a byte");
        }
        this.mirrors = List.copyOf(mirrors);
        this.files = List.copyOf(files);
        this.connect = connect;
        this.silence = silence;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Fetches what is missing.
     *
     * @param folder   where the files go; made if it is missing
     * @param listener told of each file's progress, in the calling thread
     * @throws IOException if a file is at none of the mirrors (the message names each and why), a file cannot be written, or the
     *                     thread was interrupted
     */
    public void into(Path folder, DownloadListener listener) throws IOException {
        prepare(folder);
        List<RemoteFile> missing = missingIn(folder);
        if (missing.isEmpty()) {
            return;
        }
        if (ModuleLayer.boot().findModule(HTTP).isEmpty()) {
            throw new IOException("could not download " + missing.getFirst().name() + ": this Java runtime has no module " + HTTP);
        }
        HttpClient.Builder settings = HttpClient.newBuilder().connectTimeout(connect).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL);
        ProxyEnvironment.apply(environment, settings);
        HttpClient client = settings.build();
        try {
            List<URI> order = new ArrayList<>(mirrors);
            for (RemoteFile file : missing) {
                fetch(file, new VerifiedDownload(client, silence), order, folder, listener);
            }
        } finally {
            client.shutdownNow();
        }
    }

    /** Makes the folder, and removes what downloads that were killed have left there. */
    private void prepare(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            for (RemoteFile file : files) {
                PartFile.deleteLeftovers(folder, file.name());
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("cannot write to the folder " + folder + ": " + e.getFile() + " is no folder", e);
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private List<RemoteFile> missingIn(Path folder) throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        for (RemoteFile file : files) {
            if (!file.isIn(folder)) {
                missing.add(file);
            }
        }
        return missing;
    }

    private static void fetch(RemoteFile file, VerifiedDownload transfer, List<URI> order, Path folder, DownloadListener listener)
            throws IOException {
        List<MirrorFailure> failures = new ArrayList<>();
        for (URI mirror : List.copyOf(order)) {
            try {
                fetch(file, transfer, mirror, folder, listener);
                order.remove(mirror);
                order.addFirst(mirror);        // the next file need not wait for a mirror that is down
                return;
            } catch (MirrorFailure e) {
                failures.add(e);
            }
        }
        throw unavailable(file, failures);
    }

    private static void fetch(RemoteFile file, VerifiedDownload transfer, URI mirror, Path folder, DownloadListener listener)
            throws IOException {
        try (PartFile part = part(folder, file)) {
            transfer.get(file, mirror, part.channel(), listener);
            part.moveTo(folder.resolve(file.name()));
        }
    }

    private static PartFile part(Path folder, RemoteFile file) throws IOException {
        try {
            return PartFile.in(folder, file.name());
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    private static IOException cannotWrite(Path folder, IOException e) {
        return new IOException("cannot write to the folder " + folder + ": " + FileErrors.reason(e), e);
    }

    private static IOException unavailable(RemoteFile file, List<MirrorFailure> failures) {
        IOException unavailable = new IOException(failures.stream().map(MirrorFailure::getMessage)
                .collect(Collectors.joining("; ", "could not download " + file.name() + ": ", "")));
        failures.forEach(unavailable::addSuppressed);
        return unavailable;
    }
}
