package dev.lanewise.samples.digits;

import dev.lanewise.data.Mnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where MNIST is on this computer: in the user's folder for what can be fetched again.
 */
public final class MnistFiles {

    private static final Path LEAF = Path.of("lanewise", "mnist");

    private MnistFiles() {
    }

    /**
     * MNIST from the {@link #cacheFolder}, downloaded first where it is not there yet.
     *
     * @param listener told of downloads
     * @return the two sets
     * @throws IOException if it is not there and cannot be fetched or stored
     */
    public static Mnist.Split load(DownloadListener listener) throws IOException {
        Path folder = cacheFolder();
        new MnistDownload().into(folder, listener);
        return Mnist.load(folder);
    }

    /**
     * The folder that downloads go to: {@code lanewise/mnist} in {@code $XDG_CACHE_HOME} if that is set to an absolute path, else in
     * the cache folder of the operating system.
     *
     * @return {@code ~/Library/Caches/...} on macOS, {@code %LOCALAPPDATA%\...} on Windows, {@code ~/.cache/...} elsewhere; it need
     *         not exist
     */
    public static Path cacheFolder() {
        return cacheFolder(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static Path cacheFolder(Map<String, String> environment, String system, Path home) {
        Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        String os = system.toLowerCase(Locale.ROOT);
        if (xdg.isAbsolute()) {
            return xdg.resolve(LEAF);
        } else if (os.startsWith("mac")) {
            return home.resolve("Library", "Caches").resolve(LEAF);
        } else if (os.startsWith("windows") && environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA")).resolve(LEAF);
        }
        return home.resolve(".cache").resolve(LEAF);
    }
}
