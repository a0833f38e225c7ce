package dev.lanewise.samples;

import java.util.logging.Level;
import java.util.logging.Logger;

/** The engine's log, which is silent in the command line: the command line says itself what the engine chose. */
final class EngineLog {

    private static final String SIMPLE_LEVEL = "jdk.system.logger.level";

    private EngineLog() {
    }

    /** To be called before the engine is used. */
    static void silence() {
        if (ModuleLayer.boot().findModule("java.logging").isPresent()) {
            Held.LOGGER.setLevel(Level.OFF);
        } else {
            // a runtime without that module logs to standard error, at the level that this names
            System.setProperty(SIMPLE_LEVEL, "OFF");
        }
    }

    /** Loaded only where there is java.logging; holds the logger so that its level stays. */
    private static final class Held {

        private static final Logger LOGGER = Logger.getLogger("dev.lanewise");
    }
}
