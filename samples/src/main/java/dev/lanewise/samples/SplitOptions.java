package dev.lanewise.samples;

import dev.lanewise.table.Table;
import dev.lanewise.table.TableTrainer;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say which rows of a table are for what. */
final class SplitOptions {

    @Option(names = "--test-share", paramLabel = "SHARE",
            description = "Rows that measure the model at the end, from 0 to below 1. Default: 0.2")
    private Double testShare;

    @Option(names = "--validation-share", paramLabel = "SHARE",
            description = "Rows, of those that are not for the test, that choose the epoch of one network. Default: 0.2, or folds")
    private Double validationShare;

    @Option(names = "--folds", paramLabel = "N", description = "Average networks that each learn from all folds of the rows but one, "
            + "which chooses the epoch; 1 for one split. Default: as --quality says")
    private Integer folds;

    @Option(names = "--test", paramLabel = "FILE", description = "Another table that measures the model. Default: a share of the rows")
    private Path test;

    @Option(names = "--group", paramLabel = "COLUMN",
            description = "Rows with the same value of this column stay together. Default: rows are chosen one by one")
    private String group;

    @Option(names = "--time", paramLabel = "COLUMN",
            description = "Split by the numbers or dates of this column: the latest rows are for the test. Default: at random")
    private String time;

    /** Refuses what makes no sense whatever the table is. */
    void requireUsable(CommandSpec command) {
        Usage.require(command, test == null || testShare == null, "--test brings the rows of the test: expected it without --test-share");
        Usage.require(command, group == null || time == null, "--group and --time are two ways to split: expected one of them");
        Usage.require(command, testShare == null || testShare >= 0 && testShare < 1,
                "--test-share expects a share from 0 to below 1, such as 0.2, got " + testShare);
        Usage.require(command, validationShare == null || folds == null || folds == 1,
                "--validation-share is of one split, but --folds says " + folds);
        Usage.require(command, validationShare == null || validationShare > 0 && validationShare < 1,
                "--validation-share expects a share above 0 and below 1, such as 0.2, got " + validationShare);
    }

    /** Refuses columns that the table has not. */
    void requireColumns(CommandSpec command, Table table) {
        requireColumn(command, "--group", group, table);
        requireColumn(command, "--time", time, table);
    }

    static void requireColumn(CommandSpec command, String option, String column, Table table) {
        if (column != null) {
            Usage.check(command, option + " " + column, () -> table.column(column));
        }
    }

    Path test() {
        return test;
    }

    void applyTo(CommandSpec command, TableTrainer trainer) {
        if (validationShare != null) {
            trainer.validationShare(validationShare);
        }
        if (folds != null) {
            Usage.check(command, "--folds", () -> trainer.folds(folds));
        }
        if (testShare != null) {
            trainer.testShare(testShare);
        }
        if (group != null) {
            trainer.group(group);
        }
        if (time != null) {
            trainer.time(time);
        }
    }
}
