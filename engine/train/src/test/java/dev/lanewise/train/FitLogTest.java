package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.metric.ConfusionMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class FitLogTest {

    private static final FitReport.Epoch FIRST = new FitReport.Epoch(new EpochReport(1, 4, 31, 0.125, 0.5),
            new Evaluation(10, 1e-7, 0.75, 0, ConfusionMatrix.builder(0).build(), Map.of()));
    private static final FitReport.Epoch SECOND = new FitReport.Epoch(new EpochReport(2, 4, 31, Double.NaN, 12),
            new Evaluation(10, Double.POSITIVE_INFINITY, Double.NaN, 0, ConfusionMatrix.builder(0).build(), Map.of()));

    private static String logged(StringBuilder out, FitLog log) {
        log.onValidation(FIRST, true);
        log.onValidation(SECOND, false);
        return out.toString();
    }

    @Test
    void tellsPeople() {
        StringBuilder out = new StringBuilder();
        assertEquals("epoch 1: loss 0.1250, validation loss 0.0000, accuracy 75.00 %, best so far, 0.50 s\n"
                + "epoch 2: loss NaN, validation loss Infinity, 12.00 s\n", logged(out, FitLog.lines(out)));
    }

    @Test
    void writesCsvWithAHead() {
        StringBuilder out = new StringBuilder();
        assertEquals("epoch,steps,samples,loss,seconds,validation_loss,validation_accuracy,best\n1,4,31,0.125,0.5,1.0E-7,0.75,true\n"
                + "2,4,31,NaN,12.0,Infinity,NaN,false\n", logged(out, FitLog.csv(out)));
    }

    @Test
    void writesALineOfJsonForEachEpoch() {
        StringBuilder out = new StringBuilder();
        assertEquals("{\"epoch\":1,\"steps\":4,\"samples\":31,\"loss\":0.125,\"seconds\":0.5,\"validation_loss\":1.0E-7,"
                + "\"validation_accuracy\":0.75,\"best\":true}\n{\"epoch\":2,\"steps\":4,\"samples\":31,\"loss\":null,\"seconds\":12.0,"
                + "\"validation_loss\":null,\"validation_accuracy\":null,\"best\":false}\n", logged(out, FitLog.jsonLines(out)));
    }

    @Test
    void saysWhereItCannotWrite() {
        Writer broken = new Writer() {
            @Override
            public void write(char[] letters, int from, int count) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        for (FitLog log : List.of(FitLog.lines(broken), FitLog.csv(broken), FitLog.jsonLines(broken))) {
            assertEquals("disk full", assertThrows(UncheckedIOException.class, () -> log.onValidation(FIRST, true)).getCause()
                    .getMessage());
        }
    }
}
