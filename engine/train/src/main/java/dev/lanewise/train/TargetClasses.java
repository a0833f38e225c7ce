package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;

/** The classes that a data set gives its samples. */
final class TargetClasses {

    private TargetClasses() {
    }

    /** [samples], or null where samples have no classes that the network could tell apart. */
    static int[] of(NetworkSpec spec, Loss loss, Dataset dataset) {
        if (loss.targetsFor(spec.outputs()) != spec.outputs()) {
            return null;
        }
        if (dataset.isLabelled()) {
            return dataset.outputs() > 1 ? labels(dataset) : null;
        }
        Activation output = spec.layers().getLast().activation();
        return spec.outputs() == 1 && spec.classes() > 0 ? ofOneColumn(dataset, output.lowerBound(), output.upperBound()) : null;
    }

    private static int[] labels(Dataset dataset) {
        int[] labels = new int[dataset.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = dataset.label(i);
        }
        return labels;
    }

    private static int[] ofOneColumn(Dataset dataset, float first, float second) {
        int[] classes = new int[dataset.size()];
        for (int i = 0; i < classes.length; i++) {
            float target = dataset.target(i)[0];
            if (target != first && target != second) {
                return null;
            }
            classes[i] = target == second ? 1 : 0;
        }
        return classes;
    }
}
