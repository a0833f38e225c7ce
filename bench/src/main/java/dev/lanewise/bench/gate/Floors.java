package dev.lanewise.bench.gate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The least shares and ratios that the gate accepts, a file for each vector width and number of registers, whatever the CPU. A line has
 * the floor of the quiet share of the peak, then that of the ratio to the reference, where both are judged.
 */
final class Floors {

    private static final Map<String, Floors> READ = new HashMap<>();

    private final String file;
    private final Properties floors = new Properties();

    private Floors(String file) throws IOException {
        this.file = file;
        try (InputStream bytes = Floors.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("the gate lacks " + file);
            }
            floors.load(bytes);
        }
    }

    /** The floors of a width, 0 for the scalar twin, and of 16 or 32 registers; throws IOException where there are none. */
    static Floors of(int vectorBits, int registers) throws IOException {
        String file = vectorBits == 0 ? "floors-scalar.properties"
                : "floors-" + vectorBits + "-bits-" + registers + "-registers.properties";
        if (!READ.containsKey(file)) {
            READ.put(file, new Floors(file));
        }
        return READ.get(file);
    }

    /** The floor of a row; throws IllegalStateException where the file lacks it. */
    Floor of(String name) {
        String line = floors.getProperty(name.replace(' ', '.'));
        if (line == null) {
            throw new IllegalStateException(file + " lacks " + name);
        }
        String[] numbers = line.split(" +");
        return new Floor(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[numbers.length - 1]));
    }

    /**
     * What a row is held against; it passes if it reaches one of them.
     *
     * @param share least quiet share of the peak, or least ratio of a row that is nothing else
     * @param ratio least ratio to the reference
     */
    record Floor(double share, double ratio) {
    }
}
