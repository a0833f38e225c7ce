package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine;

/** What is typed after {@code lanewise explain}: a line of options parted by bars. */
@Tag("hostile")
class TypedNetworkFuzzTest {

    private static final List<String> LINES = List.of(
            "--network|2-2-1|--w1|.1 .2; .3 .4|--b1|0 0|--w2|1 2|--b2|.5|--input|1 0|--target|1|--activation|sigmoid,identity",
            "--input|1.5,2 3e0|--target|0|--w2|1 -2 3|--activation|tanh", "--network|1-1|--w1|1|--b1|0|--input|1|--target|0");

    /** The command without what it does. */
    @Command
    private static final class Typing {
        @Mixin
        private TypedNetwork typed;
    }

    private final Typing typing = new Typing();
    private final CommandLine command = new CommandLine(typing);

    private Object read(String line) {
        try {
            command.parseArgs(line.split("\\|", -1));
        } catch (CommandLine.ParameterException e) {
            // picocli's own sentence on options that there are not
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return typing.typed.read(null);
    }

    @Test
    void refusesDamageInOneSentence(@TempDir Path folder) throws IOException {
        FuzzRunner.at(ReaderUnderTest.ofText("TypedNetwork.read", LINES, this::read, null), folder);
    }

    @Test
    void readsWhatIsWhole() {
        LINES.forEach(line -> assertNotNull(read(line)));
    }
}
