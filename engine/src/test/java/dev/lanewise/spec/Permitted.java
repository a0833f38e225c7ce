package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;

/** Makes a test fail until it has an example of every kind there is. */
public final class Permitted {

    private Permitted() {
    }

    public static <T> void requireExamples(Class<T> closedChoice, Collection<? extends T> examples) {
        for (Class<?> kind : closedChoice.getPermittedSubclasses()) {
            assertTrue(examples.stream().anyMatch(kind::isInstance),
                    "add an example of " + closedChoice.getSimpleName() + "." + kind.getSimpleName() + " to this test");
        }
    }
}
