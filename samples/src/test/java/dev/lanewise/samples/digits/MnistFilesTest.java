package dev.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFilesTest {

    @TempDir
    private Path home;

    @Test
    void putsTheCacheWhereXdgSaysOnEverySystem() {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", home.resolve("xdg").toString(), "LOCALAPPDATA", home.toString());

        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertEquals(home.resolve("xdg/lanewise/mnist"), MnistFiles.cacheFolder(environment, system, home));
        }
    }

    @Test
    void ignoresAnXdgFolderThatIsNotAbsolute() {
        for (String notAbsolute : new String[] {"", "cache"}) {
            assertEquals(home.resolve(".cache/lanewise/mnist"),
                    MnistFiles.cacheFolder(Map.of("XDG_CACHE_HOME", notAbsolute), "Linux", home));
        }
    }

    @Test
    void putsTheCacheWhereEachSystemKeepsItsCaches() {
        Path local = home.resolve("AppData").resolve("Local");

        assertEquals(home.resolve(".cache/lanewise/mnist"), MnistFiles.cacheFolder(Map.of(), "Linux", home));
        assertEquals(home.resolve("Library/Caches/lanewise/mnist"), MnistFiles.cacheFolder(Map.of(), "Mac OS X", home));
        assertEquals(local.resolve("lanewise/mnist"),
                MnistFiles.cacheFolder(Map.of("LOCALAPPDATA", local.toString()), "Windows Server 2022", home));
        assertEquals(home.resolve(".cache/lanewise/mnist"), MnistFiles.cacheFolder(Map.of(), "Windows 11", home));
    }

    @Test
    void isAbsoluteHere() {
        assertTrue(MnistFiles.cacheFolder().isAbsolute());
        assertTrue(MnistFiles.cacheFolder().endsWith(Path.of("lanewise", "mnist")));
    }
}
