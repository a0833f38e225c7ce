package dev.lanewise.bench.tables;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.tables.Row.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has been measured: rows, each appended to a file of JSON lines as soon as it is there, so that a run continues another. */
final class RowFile {

    private final Path file;
    private final Map<Key, Row> rows = new LinkedHashMap<>();

    /** Reads what a file has; without one, or where it is not there yet, there is nothing. */
    RowFile(Path file) throws IOException {
        this.file = file;
        if (file == null || !Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            try {
                put(Row.of(JSON.std.mapFrom(lines.get(i))));
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException(file + ", line " + (i + 1) + ": expected a row of bench/run tables; " + e.getMessage(), e);
            }
        }
    }

    Collection<Row> rows() {
        return rows.values();
    }

    Optional<Row> find(Key key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** Keeps a row, here and in the file. */
    void add(Row row) throws IOException {
        put(row);
        if (file != null) {
            Files.writeString(file, JSON.std.asString(row.asMap()) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private void put(Row row) throws IOException {
        requireSplit(row.key(), row.splitHash());
        rows.put(row.key(), row);
    }

    /** Refuses a split that is another one than that of rows of the same table and seed. */
    void requireSplit(Key key, String splitHash) throws IOException {
        Optional<Row> other = rows.values().stream().filter(row -> row.key().table().equals(key.table())
                && row.key().seed() == key.seed() && !row.splitHash().equals(splitHash)).findFirst();
        if (other.isPresent()) {
            throw new IOException("the rows of " + key.table() + ", seed " + key.seed() + ", are of different splits: "
                    + other.get().key().learner() + " has " + other.get().splitHash() + ", " + key.learner() + " has " + splitHash
                    + "; begin another file");
        }
    }
}
