package dev.lanewise.file;

/** Names of sections that models and checkpoints have in common, or that tell one from the other. */
public final class SectionName {

    /** The network's spec, as text. */
    public static final String SPEC = "SPEC";
    /** Weights and biases. */
    public static final String PARAMETERS = "PARM";
    /** The other settings of a run; of checkpoints alone. */
    public static final String SETTINGS = "RUN ";
    /** What the file holds; the first section. */
    static final String KIND = "KIND";
    /** Nothing; the last section. */
    static final String END = "END ";

    private SectionName() {
    }
}
