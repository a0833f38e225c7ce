package dev.lanewise.bench;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The least shares of the peak of one core that the gate accepts, a file for each vector width. */
final class Floors {

    private final Properties floors = new Properties();

    /** The floors of a width; throws IOException where there is no file for it. */
    Floors(int vectorBits) throws IOException {
        try (InputStream file = Floors.class.getResourceAsStream("floors-" + vectorBits + ".properties")) {
            if (file == null) {
                throw new IOException("there are no floors for " + (vectorBits == 0 ? "the scalar twin" : vectorBits + "-bit vectors")
                        + ": the gate judges 512 bits");
            }
            floors.load(file);
        }
    }

    /** The floor of a case; a case without one is a mistake in the file. */
    double of(String name) {
        String floor = floors.getProperty(name.replace(' ', '.'));
        if (floor == null) {
            throw new IllegalStateException("the floors lack the case " + name);
        }
        return Double.parseDouble(floor);
    }
}
