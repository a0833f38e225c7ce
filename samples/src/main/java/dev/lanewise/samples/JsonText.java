package dev.lanewise.samples;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/** What the command line writes as JSON. */
final class JsonText {

    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private JsonText() {
    }

    /** An object, indented, that ends with a line feed. */
    static String of(Map<String, Object> fields) throws IOException {
        return PRETTY.asString(fields) + "\n";
    }
}
