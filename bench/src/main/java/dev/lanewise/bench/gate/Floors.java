package dev.lanewise.bench.gate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The least shares of the peak and the least ratios that the gate accepts, a file for each vector width. A line has two numbers: the
 * floor of the full gate, and that of the quick one, which leaves room for a machine that is busy with other things.
 */
final class Floors {

    private static final Map<String, Floors> READ = new HashMap<>();

    private final String file;
    private final Properties floors = new Properties();

    private Floors(String file, int vectorBits) throws IOException {
        this.file = file;
        try (InputStream bytes = Floors.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("there are no floors for " + vectorBits + "-bit vectors");
            }
            floors.load(bytes);
        }
    }

    /**
     * The floors of a width, 0 for the scalar twin, which is compared with the widest vectors of a CPU; throws IOException where there
     * are none.
     */
    static Floors of(int vectorBits, int widestBits) throws IOException {
        String file = "floors-" + vectorBits + (vectorBits == 0 ? "-of-" + widestBits : "") + ".properties";
        if (!READ.containsKey(file)) {
            READ.put(file, new Floors(file, vectorBits));
        }
        return READ.get(file);
    }

    /** The floor of a row; throws IllegalStateException where the file lacks it. */
    double of(String name, Pace pace) {
        String line = floors.getProperty(name.replace(' ', '.'));
        if (line == null) {
            throw new IllegalStateException(file + " lacks " + name);
        }
        String[] numbers = line.split(" +");
        return Double.parseDouble(numbers[pace == Pace.QUICK ? numbers.length - 1 : 0]);
    }
}
