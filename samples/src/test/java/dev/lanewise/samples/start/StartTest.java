package dev.lanewise.samples.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {

    private static final int JAVA_8 = 52;

    /** A Java that refuses the class could not say what it lacks. */
    @Test
    void isAClassThatJava8Loads() throws IOException {
        try (InputStream file = Start.class.getResourceAsStream("Start.class"); DataInputStream in = new DataInputStream(file)) {
            assertEquals(0xCAFEBABE, in.readInt());
            assertEquals(0, in.readUnsignedShort());
            assertEquals(JAVA_8, in.readUnsignedShort());
        }
    }

    @Test
    void isWhereTheJarBegins() throws IOException {
        String pom = Files.readString(Path.of(System.getProperty("basedir", "."), "pom.xml"));
        assertTrue(pom.contains("<uber-jar.main>" + Start.class.getName() + "</uber-jar.main>"), pom);
    }

    @ParameterizedTest
    @CsvSource({"1.8,8", "9,9", "17,17", "25,25", "26,26"})
    void knowsVersionsOldAndNew(String version, int feature) {
        assertEquals(feature, Start.feature(version));
    }
}
