package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a training is to leave behind: known to be possible before it begins, and never lost. */
class ResultFilesTest {

    @TempDir
    static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(images, 100, 20);
    }

    private static Cli train(String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", images.toString(), "--hidden", "8", "--epochs", "1"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new));
    }

    private static void assertNothingTrained(Cli cli) {
        assertFalse(cli.out().contains("epoch "), cli.out());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--save", "--json"})
    void triesThePlaceBeforeTheFirstEpoch(String option) throws IOException {
        Path file = Files.writeString(folder.resolve("protected"), "old");
        assumeTrue(file.toFile().setReadOnly());
        Cli cli = train(option, file.toString());
        assertEquals(1, cli.code());
        assertEquals("cannot write " + file + ": it is read-only\n", cli.err());
        assertNothingTrained(cli);
        assertEquals("old", Files.readString(file));

        Path nowhere = folder.resolve("none").resolve("x");
        refuses(option, nowhere, " expects a file in a folder that exists, got " + nowhere);
        for (Path wrong : List.of(folder, Path.of("/"))) {
            refuses(option, wrong, " expects a file, but " + wrong + " is a folder");
        }
    }

    private void refuses(String option, Path wrong, String sentence) {
        Cli cli = train(option, wrong.toString());
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains(option + sentence), cli.err());
        assertNothingTrained(cli);
    }

    @Test
    void leavesNothingWhereItTried() throws IOException {
        Path model = folder.resolve("x.model");
        assertEquals(2, train("--save", model.toString(), "--json", folder + "/./x.model").code());
        assertEquals(0, folder.toFile().list().length);
        assertEquals(0, train("--save", model.toString()).code());
        assertEquals(List.of("x.model"), List.of(folder.toFile().list()));
    }

    /** The device takes nothing, which only writing finds out. */
    @Test
    void keepsTheNetworkElsewhereWhereSavingFailsAtTheEnd() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")));
        Path json = folder.resolve("x.json");
        Cli cli = train("--save", "/dev/full", "--json", json.toString());
        assertEquals(1, cli.code());
        Matcher kept = Pattern.compile("cannot write /dev/full: no space left on device; it is kept in (\\S+)\n").matcher(cli.err());
        assertTrue(kept.find(), cli.err());
        Path file = Path.of(kept.group(1));
        try {
            assertEquals(ModelFile.load(file).parameterSha256(), JSON.std.mapFrom(Files.readString(json)).get("modelSha256"));
            assertTrue(cli.out().contains("test accuracy"), cli.out());
            assertFalse(cli.out().contains("saved to"), cli.out());
        } finally {
            Files.delete(file);
        }
    }
}
