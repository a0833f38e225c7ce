package dev.lanewise.bench.tables;

import dev.lanewise.table.Table;
import dev.lanewise.table.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost4J with its defaults: trees of depth 6, a learning rate of 0.3, histograms; categories are columns of 0 and 1. */
public final class XgBoostTrees implements Learner {

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public String version() {
        return "XGBoost4J " + LibraryVersion.of("ml.dmlc", "xgboost4j_2.12") + ", defaults, categories one-hot";
    }

    @Override
    public Outcome learn(Lesson lesson) {
        Table train = lesson.train(), validation = lesson.validation(), test = lesson.test();
        TreeInput input = TreeInput.fit(train, lesson.which().target());
        TreeTarget target = TreeTarget.of(lesson);
        try {
            DMatrix known = matrix(input, target, train), held = matrix(input, target, validation);
            Booster booster = XGBoost.train(known, parameters(lesson, target), 0, Map.of(), null, null);
            int rounds = grow(booster, known, held);
            DMatrix asked = matrix(input, target, test);
            double[] answers = Stream.of(booster.predict(asked, false, rounds)).flatMapToDouble(XgBoostTrees::doubles).toArray();
            Stream.of(known, held, asked).forEach(DMatrix::dispose);
            booster.dispose();
            return target.outcome(rounds, answers, test);
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost failed on " + lesson.which().name() + ": " + e.getMessage(), e);
        }
    }

    private static DMatrix matrix(TreeInput input, TreeTarget target, Table table) throws XGBoostError {
        DMatrix matrix = new DMatrix(input.oneHot(table), table.rows(), input.oneHotWidth(), Float.NaN);
        matrix.setLabel(target.values(table));
        return matrix;
    }

    private static Map<String, Object> parameters(Lesson lesson, TreeTarget target) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("nthread", lesson.threads());
        parameters.put("seed", lesson.seed());
        parameters.put("verbosity", 0);
        boolean isScore = lesson.stopBy() == StopBy.SCORE;
        if (lesson.which().task() == Task.REGRESSION) {
            parameters.put("objective", "reg:squarederror");
            parameters.put("eval_metric", "rmse");
        } else if (target.classes() == 2) {
            parameters.put("objective", "binary:logistic");
            parameters.put("eval_metric", isScore ? "error" : "logloss");
        } else {
            parameters.put("objective", "multi:softprob");
            parameters.put("num_class", target.classes());
            parameters.put("eval_metric", isScore ? "merror" : "mlogloss");
        }
        return parameters;
    }

    /** Grows trees until the validation gains no more; gives the best number of them. The library's own way to do so prints every round. */
    private static int grow(Booster booster, DMatrix known, DMatrix held) throws XGBoostError {
        EarlyStopping stopping = new EarlyStopping();
        for (int round = 0; stopping.goesOn(); round++) {
            booster.update(known, round);
            String said = booster.evalSet(new DMatrix[] {held}, new String[] {"validation"}, round);
            stopping.add(Double.parseDouble(said.substring(said.lastIndexOf(':') + 1).strip()));
        }
        return stopping.best();
    }

    private static DoubleStream doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }
}
