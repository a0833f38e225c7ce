package dev.lanewise.model;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.runtime.RuntimeReport;

/** The engine's word on itself. */
public final class Engine {

    /** The version of this library; model files name it. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private Engine() {
    }

    /**
     * What the engine chose on this machine and why; it is also logged once, to the logger {@code dev.lanewise}.
     *
     * @return the report
     */
    public static RuntimeReport report() {
        return KernelChoice.runtimeReport();
    }
}
