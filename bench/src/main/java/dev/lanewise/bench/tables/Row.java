package dev.lanewise.bench.tables;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One table by one learner with one seed: a line of the JSON file.
 *
 * @param key        which one
 * @param version    of the learner
 * @param score      what is compared
 * @param value      its value on the test rows
 * @param rows       of the table, without a test file
 * @param rounds     epochs or trees of the model
 * @param seconds    from the rows in memory to the answers for the test rows
 * @param threads    of the learner
 * @param peakGflops the FMA peak of a core just before
 * @param splitHash  of the split
 * @param metrics    all of the test rows; those that are not defined are not in the file
 */
record Row(Key key, String version, Score score, double value, int rows, int rounds, double seconds, int threads, double peakGflops,
        String splitHash, Map<String, Double> metrics) {

    /**
     * What is measured once.
     *
     * @param table   its name
     * @param seed    of the split and of the learner
     * @param learner its name
     * @param stopBy  what chooses the epoch or the number of trees
     */
    record Key(String table, long seed, String learner, StopBy stopBy) {
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("table", key.table);
        map.put("seed", key.seed);
        map.put("learner", key.learner);
        map.put("stopBy", key.stopBy.name());
        map.put("version", version);
        map.put("metric", score.text());
        map.put("value", value);
        map.put("rows", rows);
        map.put("rounds", rounds);
        map.put("seconds", seconds);
        map.put("threads", threads);
        map.put("splitHash", splitHash);
        map.put("peakGflops", peakGflops);
        map.putAll(metrics);
        // JSON has no NaN
        map.values().removeIf(number -> number.equals(Double.NaN));
        return map;
    }

    /** Reads what {@link #asMap} gives; throws IllegalArgumentException where something is not there or is of another kind. */
    static Row of(Map<String, Object> map) {
        Key key = new Key(text(map, "table"), (long) number(map, "seed"), text(map, "learner"), StopBy.valueOf(text(map, "stopBy")));
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (String name : new String[] {"accuracy", "auc", "logLoss", "rmse", "mae", "r2"}) {
            if (map.containsKey(name)) {
                metrics.put(name, number(map, name));
            }
        }
        return new Row(key, text(map, "version"), Score.parse(text(map, "metric")), number(map, "value"), (int) number(map, "rows"),
                (int) number(map, "rounds"), number(map, "seconds"), (int) number(map, "threads"),
                map.containsKey("peakGflops") ? number(map, "peakGflops") : Double.NaN, text(map, "splitHash"), metrics);
    }

    private static String text(Map<String, Object> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("expected a text " + name + ", got " + map.get(name));
    }

    private static double number(Map<String, Object> map, String name) {
        if (map.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("expected a number " + name + ", got " + map.get(name));
    }

    /** For the one who waits. */
    String progress() {
        return String.format("%s, seed %d, %s: %s %s, %d rounds, %.1f s", key.table, key.seed, key.learner, score.text(),
                score.shown(value), rounds, seconds);
    }
}
