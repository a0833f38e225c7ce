package dev.lanewise.data;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.HashMap;
import java.util.Map;

/** A map from labels to classes: fastutil's where it is there and may be used, else the JDK's. */
sealed interface LabelIndex {

    /** The class of a label that is not there. */
    int UNKNOWN = -1;

    /** The class of a label, or {@link #UNKNOWN}. */
    int get(String label);

    void put(String label, int index);

    /** An empty one. */
    static LabelIndex create() {
        try {
            return new OfFastutil();
        } catch (LinkageError e) {
            // there is no fastutil, or it stands on the class path, which a module does not read
            return new OfTheJdk();
        }
    }

    /** The only part of the engine that uses fastutil. */
    final class OfFastutil implements LabelIndex {

        private final Object2IntOpenHashMap<String> indices = new Object2IntOpenHashMap<>();

        OfFastutil() {
            indices.defaultReturnValue(UNKNOWN);
        }

        @Override
        public int get(String label) {
            return indices.getInt(label);
        }

        @Override
        public void put(String label, int index) {
            indices.put(label, index);
        }
    }

    /** With an object for each class. */
    final class OfTheJdk implements LabelIndex {

        private final Map<String, Integer> indices = new HashMap<>();

        @Override
        public int get(String label) {
            return indices.getOrDefault(label, UNKNOWN);
        }

        @Override
        public void put(String label, int index) {
            indices.put(label, index);
        }
    }
}
