package dev.lanewise.train;

/** Events of the JDK's Flight Recorder, where the runtime has it. */
interface TrainingEvents {

    /** Those of this JVM; nothing happens where there is no Flight Recorder. */
    TrainingEvents AVAILABLE = available();

    private static TrainingEvents available() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? new FlightRecorderEvents() : new TrainingEvents() { };
    }

    /** An epoch has ended, after so many steps of the run. */
    default void ended(EpochReport report, long steps) {
    }

    /** A validation has ended. */
    default void validated(FitReport.Epoch epoch, boolean isBest) {
    }
}
