package dev.lanewise.file;

/** Names of sections that models and checkpoints have in common, or that tell one from the other. */
public final class SectionName {

    /** The network's spec, as text. */
    public static final String SPEC = "SPEC";
    /** Names and shapes of tensors. */
    public static final String TABLE = "TABL";
    /** The floats of the tensors of the table. */
    public static final String TENSORS = "TENS";
    /** Weights and biases, in files from before there was a table. */
    public static final String PARAMETERS = "PARM";
    /** The other settings of a run; of checkpoints alone. */
    public static final String SETTINGS = "RUN ";
    /** The version of the library that wrote the file; optional. */
    public static final String LIBRARY = "lib ";
    /** What the columns of a table become before the network sees them; of models for tables alone, optional. */
    public static final String COLUMNS = "cols";
    /** What the file holds; the first section. */
    static final String KIND = "KIND";
    /** Nothing; the last section. */
    static final String END = "END ";

    private SectionName() {
    }
}
