package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class TrainingEventsTest {

    private static final Dataset SAMPLES = Dataset.labelled(new float[20], 1, new int[20], 2);

    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(String... enabled) throws IOException {
        Path file = folder.resolve("recording" + enabled.length + ".jfr");
        try (Recording recording = new Recording()) {
            for (String event : enabled) {
                recording.enable(event);
            }
            recording.start();
            try (Trainer trainer = Trainer.builder(NetworkSpec.inputs(1).dense(2, Activation.softmax()).build()).batch(8).build()) {
                trainer.fit(SAMPLES, SAMPLES, 2);
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream().filter(event -> event.getEventType().getName().startsWith("dev.lanewise"))
                .toList();
    }

    @Test
    void areRecordedWhereTheyAreEnabled() throws IOException {
        List<RecordedEvent> events = recorded("dev.lanewise.Epoch", "dev.lanewise.Validation");
        assertEquals(List.of("dev.lanewise.Epoch", "dev.lanewise.Validation", "dev.lanewise.Epoch", "dev.lanewise.Validation"),
                events.stream().map(event -> event.getEventType().getName()).toList());
        RecordedEvent epoch = events.get(2), validation = events.get(3);
        assertEquals(2, epoch.getInt("epoch"));
        assertEquals(6, epoch.getLong("steps"));
        assertEquals(20, epoch.getLong("samples"));
        assertTrue(epoch.getDouble("meanLoss") > 0);
        assertEquals(2, validation.getInt("epoch"));
        assertEquals(1, validation.getDouble("accuracy"));
        assertTrue(validation.getBoolean("best"));
    }

    @Test
    void areOffByDefault() throws IOException {
        assertEquals(List.of(), recorded());
    }
}
