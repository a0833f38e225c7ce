package dev.lanewise.bench.tables;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.lanewise.table.Table;
import dev.lanewise.table.Task;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** LightGBM4j with its defaults: 31 leaves, a learning rate of 0.1; categories are its own. */
public final class LightGbmTrees implements Learner {

    @Override
    public String name() {
        return "lightgbm";
    }

    @Override
    public String version() {
        return "LightGBM4j " + LibraryVersion.of("io.github.metarank", "lightgbm4j") + ", defaults, its own categories";
    }

    @Override
    public Outcome learn(Lesson lesson) {
        Table train = lesson.train(), test = lesson.test();
        TreeInput input = TreeInput.fit(train, lesson.which().target());
        TreeTarget target = TreeTarget.of(lesson);
        String categories = Arrays.stream(input.categories()).mapToObj(String::valueOf).collect(Collectors.joining(","));
        String parameters = "verbosity=-1 num_threads=" + lesson.threads() + " seed=" + lesson.seed()
                + (categories.isEmpty() ? "" : " categorical_feature=" + categories) + objective(lesson, target);
        try (LGBMDataset known = dataset(input, target, train, parameters, null);
                LGBMDataset held = dataset(input, target, lesson.validation(), parameters, known);
                LGBMBooster booster = LGBMBooster.create(known, parameters)) {
            booster.addValidData(held);
            int rounds = grow(booster);
            double[] answers = booster.predictForMat(input.coded(test), test.rows(), input.names().size(), true,
                    PredictionType.C_API_PREDICT_NORMAL, parameters + " num_iteration_predict=" + rounds);
            return target.outcome(rounds, answers, test);
        } catch (LGBMException e) {
            throw new IllegalStateException("LightGBM failed on " + lesson.which().name() + ": " + e.getMessage(), e);
        }
    }

    private static LGBMDataset dataset(TreeInput input, TreeTarget target, Table table, String parameters, LGBMDataset reference)
            throws LGBMException {
        LGBMDataset dataset = LGBMDataset.createFromMat(input.coded(table), table.rows(), input.names().size(), true, parameters,
                reference);
        dataset.setField("label", target.values(table));
        return dataset;
    }

    private static String objective(Lesson lesson, TreeTarget target) {
        boolean isScore = lesson.stopBy() == StopBy.SCORE;
        if (lesson.which().task() == Task.REGRESSION) {
            return " objective=regression metric=rmse";
        }
        return target.classes() == 2 ? " objective=binary metric=" + (isScore ? "binary_error" : "binary_logloss")
                : " objective=multiclass num_class=" + target.classes() + " metric=" + (isScore ? "multi_error" : "multi_logloss");
    }

    /** Grows trees until the validation gains no more; gives the best number of them. */
    private static int grow(LGBMBooster booster) throws LGBMException {
        EarlyStopping stopping = new EarlyStopping();
        for (boolean isDone = false; !isDone && stopping.goesOn();) {
            isDone = booster.updateOneIter();
            stopping.add(booster.getEval(1)[0]);
        }
        return stopping.best();
    }
}
