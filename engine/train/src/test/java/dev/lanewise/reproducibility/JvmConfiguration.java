package dev.lanewise.reproducibility;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One way to run the nets: a setting from each axis.
 *
 * @param name     what differs from the reference
 * @param settings one from each axis
 */
record JvmConfiguration(String name, List<Setting> settings) {

    /** Enough for the nets, and so little that collectors have something to do. */
    private static final List<String> MEMORY = List.of("-Xmx256m");

    /**
     * A setting.
     *
     * @param name    of it
     * @param options of the JVM
     * @param tiny    whether the JVM is so slow that only the tiny nets are run
     * @param rounds  how often every net is trained
     * @param expects how a line must begin that the child prints last, where it can tell whether the setting took effect
     */
    record Setting(String name, List<String> options, boolean tiny, int rounds, String expects) {

        static Setting of(String name, String... options) {
            return new Setting(name, List.of(options), false, 1, "");
        }

        Setting onTinyNets() {
            return new Setting(name, options, true, rounds, expects);
        }

        Setting expecting(String word) {
            return new Setting(name, options, tiny, rounds, word);
        }

        Setting rounds(int count) {
            return new Setting(name, options, tiny, count, expects);
        }
    }

    /** The first setting of every axis. */
    static JvmConfiguration reference(List<List<Setting>> axes) {
        return new JvmConfiguration("reference", axes.stream().map(List::getFirst).toList());
    }

    /** The reference with one setting changed, for every other setting of every axis. */
    static List<JvmConfiguration> alone(List<List<Setting>> axes) {
        List<JvmConfiguration> cells = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            for (Setting setting : axes.get(axis).subList(1, axes.get(axis).size())) {
                List<Setting> settings = new ArrayList<>(reference(axes).settings);
                settings.set(axis, setting);
                cells.add(new JvmConfiguration(setting.name, settings));
            }
        }
        return cells;
    }

    /** Any setting of every axis, no combination twice. */
    static List<JvmConfiguration> combined(List<List<Setting>> axes, int count, long seed) {
        var random = new SplittableRandom(seed);
        return Stream.generate(() -> axes.stream().map(axis -> axis.get(random.nextInt(axis.size()))).toList()).distinct().limit(count)
                .map(settings -> new JvmConfiguration(String.join(", ", settings.stream().map(Setting::name).toList()), settings)).toList();
    }

    boolean tiny() {
        return settings.stream().anyMatch(Setting::tiny);
    }

    /** A JVM that is so slow that only the tiny nets are run trains them twice at most, and once where it is slow for two reasons. */
    int rounds() {
        int most = settings.stream().mapToInt(Setting::rounds).max().orElseThrow();
        long reasons = settings.stream().filter(Setting::tiny).count();
        return reasons == 0 ? most : Math.min(most, reasons == 1 ? 2 : 1);
    }

    /** What the child printed; see {@link HashesOfCases}. */
    List<String> run() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(MEMORY);
        settings.forEach(setting -> options.addAll(setting.options));
        return ChildJvm.run(Collections.unmodifiableList(options), HashesOfCases.class, Integer.toString(rounds()), tiny() ? "tiny"
                : "all");
    }

    @Override
    public String toString() {
        return name;
    }
}
