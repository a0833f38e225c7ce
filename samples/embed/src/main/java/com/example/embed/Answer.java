package com.example.embed;

import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.InputStream;

/** A model inside this program's jar, asked for one answer. */
public final class Answer {

    private static final long MOST_BYTES = 1 << 20;
    private static final float[] FLOWER = {6.3f, 3.3f, 6, 2.5f};

    private Answer() {
    }

    static Network network() throws IOException {
        // opened here, since a module's resources are for its own code alone
        try (InputStream file = Answer.class.getResourceAsStream("flowers.lanewise")) {
            return ModelFile.read(file, MOST_BYTES).network();
        }
    }

    /** The bits of the outputs, which are the same wherever this runs. */
    public static String bits() throws IOException {
        StringBuilder bits = new StringBuilder("answer");
        for (float output : network().predict(FLOWER)) {
            bits.append(' ').append(Integer.toHexString(Float.floatToIntBits(output)));
        }
        return bits.toString();
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(bits());
        System.out.println("vector bits " + Engine.report().vectorBits());
    }
}
