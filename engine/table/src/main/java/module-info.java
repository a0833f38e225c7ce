/**
 * Tables: read from CSV, records, result sets and arrays; models for them that are trained with defaults, saved, and asked for answers.
 */
module dev.lanewise.table {
    requires transitive dev.lanewise.train;
    requires static transitive java.sql;
    requires static org.jspecify;
    requires de.siegmar.fastcsv;
    requires ch.randelshofer.fastdoubleparser;

    exports dev.lanewise.table;
}
