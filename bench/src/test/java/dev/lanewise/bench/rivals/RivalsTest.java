package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command refuses before it starts anything. */
class RivalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "W9                            | there is no network W9, expected some of [W1, W2, W3, W4, W5, W6, T8, T16, R]",
        "--tasks PREDICT_2             | Invalid value for option '--tasks' (TASK): expected one of [STEP, ADAM_STEP, PREDICT_1, "
                + "PREDICT_8, PREDICT_32, PREDICT_256, PREDICT_2048, COMPACT_1, COMPACT_256, FORWARD, BACKWARD, "
                + "WEIGHT_GRADIENT] (case-sensitive) but was 'PREDICT_2'",
        "--threads 0                   | a library needs at least 1 thread, got 0",
        "--rounds 0                    | a median needs at least 1 round, got 0",
        "--scale 0                     | slices need a length, got 0.0 times the usual one",
        "--threads 2 --tasks PREDICT_1 | products and predictions of few samples run on one thread, so --threads must name 1",
    })
    void saysWhatItCannotDo(String words, String message) {
        var err = new StringWriter();

        int code = new CommandLine(new Rivals()).setErr(new PrintWriter(err, true)).execute(words.split(" "));

        assertEquals(CommandLine.ExitCode.USAGE, code);
        assertEquals(message, err.toString().lines().findFirst().orElseThrow());
    }
}
