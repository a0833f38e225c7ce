package dev.lanewise.bench.chart;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.bench.Net;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a library trains.
 *
 * @param net              the network
 * @param library          its name
 * @param threads          of the library
 * @param samplesPerSecond samples a second
 */
record Rate(Net net, String library, int threads, double samplesPerSecond) {

    /** Rows without a name are ours. */
    static final String OURS = "Lanewise";
    private static final Pattern STEP = Pattern.compile("(W[1-6]) step( [0-9]+ threads)?");

    /** The steps of a file of the gate or of the rivals: an array of rows, bare or as "results". */
    static List<Rate> read(Path file) throws IOException {
        Object content;
        try {
            content = JSON.std.anyFrom(Files.readString(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        Object rows = content instanceof Map<?, ?> map ? map.get("results") : content;
        List<Rate> rates = rows instanceof List<?> list ? list.stream().flatMap(row -> of(row).stream()).toList() : List.of();
        if (rates.isEmpty()) {
            throw new IOException(file + " has no row with a case such as 'W1 step', threads and samplesPerSecond");
        }
        return rates;
    }

    private static Optional<Rate> of(Object row) {
        if (row instanceof Map<?, ?> map && map.get("case") instanceof String name && map.get("threads") instanceof Number threads
                && map.get("samplesPerSecond") instanceof Number rate) {
            Matcher step = STEP.matcher(name);
            if (step.matches()) {
                return Optional.of(new Rate(Net.valueOf(step.group(1)), library(map), threads.intValue(), rate.doubleValue()));
            }
        }
        return Optional.empty();
    }

    private static String library(Map<?, ?> row) {
        Object name = row.containsKey("name") ? row.get("name") : row.get("rival");
        return name instanceof String text ? text : OURS;
    }

    boolean isSameBarAs(Rate other) {
        return net == other.net && library.equals(other.library) && threads == other.threads;
    }
}
