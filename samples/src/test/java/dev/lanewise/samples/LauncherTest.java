package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(Launcher.PROPERTY);
    }

    @Test
    void isShownAsItWasCalled() {
        System.setProperty(Launcher.PROPERTY, "../lanewise copy/samples/lanewise");
        assertEquals("'../lanewise copy/samples/lanewise'", Launcher.command());
        System.setProperty(Launcher.PROPERTY, "/opt/lanewise/samples/lanewise");
        assertEquals("/opt/lanewise/samples/lanewise", Launcher.command());
    }

    /** What is shown starts the program, also where no launcher did. */
    @Test
    void isJavaWhereThereIsNone() throws IOException, InterruptedException {
        String command = Launcher.command();
        assertTrue(command.startsWith("java ") && command.endsWith(" dev.lanewise.samples.Lanewise"), command);
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path out = folder.resolve("out");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder("/bin/sh", "-c", ShellWord.quoted(java) + command.substring(4) + " --version")
                .directory(Path.of("").toAbsolutePath().toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertEquals(0, process.waitFor());
        assertTrue(Files.readString(out, StandardCharsets.UTF_8).contains("lanewise "));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            runs/a-1,       false, runs/a-1
            a b,            false, 'a b'
            it's,           false, "'it'\\''s'"
            ~/x,            false, '~/x'
            $HOME,          false, '$HOME'
            C:\\runs\\a,   true,  C:\\runs\\a
            C:\\my runs,    true,  \"\"\"C:\\my runs\"\"\"
            """)
    void quotesWordsAsTheShellReadsThem(String word, boolean isForWindows, String quoted) {
        assertEquals(quoted, ShellWord.quoted(word, isForWindows));
    }
}
