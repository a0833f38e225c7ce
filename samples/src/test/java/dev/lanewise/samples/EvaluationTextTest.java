package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Evaluation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {

    /** What a network says that answers with the place of the one in its input: a sample for each pair of class and answer. */
    private static String text(ImageForm form, int classes, int[][] classesAndAnswers) {
        NetworkSpec spec = NetworkSpec.inputs(classes).dense(classes, Activation.softmax()).build();
        float[][] identity = new float[classes][classes];
        IntStream.range(0, classes).forEach(i -> identity[i][i] = 20);
        Network network = Network.of(spec, WeightOrder.OUT_IN, new float[][][] {identity}, new float[1][classes]);
        float[] inputs = new float[classes * classesAndAnswers.length];
        int[] labels = new int[classesAndAnswers.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = classesAndAnswers[i][0];
            inputs[i * classes + classesAndAnswers[i][1]] = 1;
        }
        StringWriter text = new StringWriter();
        Evaluation result = Evaluation.of(network, Loss.softmaxCrossEntropy(), Dataset.labelled(inputs, classes, labels, classes));
        EvaluationText.print(new PrintWriter(text, true), result, form);
        return text.toString().substring(0, text.toString().indexOf(", test loss")).strip();
    }

    private static ImageForm form(String... names) {
        return new ImageForm("letters", 1, 1, 1, false, new ClassNames(List.of(names), 1));
    }

    @Test
    void showsAFewClassesInATable() {
        assertEquals("""
                digit      answered
                            0     1     2  recall
                    0       1     .     .  100.0 %
                    1       .     1     1   50.0 %
                    2       .     .     .

                balanced accuracy (mean recall of the classes) 75.00 %, F1 0.5556 (macro)
                test accuracy 66.67 % of 3""", text(ImageForm.ofDigits(ImageSets.Kind.MNIST), 3, new int[][] {{0, 0}, {1, 1}, {1, 2}}));
        assertEquals("""
                class      answered
                         alpha   beta  gamma  recall
                alpha        1      .      .  100.0 %
                 beta        .      .      1    0.0 %
                gamma        .      .      .

                balanced accuracy (mean recall of the classes) 50.00 %, F1 0.3333 (macro)
                test accuracy 50.00 % of 2""", text(form("alpha", "beta", "gamma"), 3, new int[][] {{0, 0}, {1, 2}}));
    }

    /** 99 % are right, and the rare class is hardly found. */
    @Test
    void showsTheRecallOfARareClass() {
        int[][] samples = IntStream.range(0, 100).mapToObj(i -> i < 98 ? new int[] {0, 0} : i == 98 ? new int[] {1, 0} : new int[] {1, 1})
                .toArray(int[][]::new);
        assertEquals("""
                digit      answered
                            0     1  recall
                    0      98     .  100.0 %
                    1       1     1   50.0 %

                balanced accuracy (mean recall of the classes) 75.00 %, F1 0.8308 (macro)
                test accuracy 99.00 % of 100""", text(ImageForm.ofDigits(ImageSets.Kind.MNIST), 2, samples));
    }

    @Test
    void showsTheWorstOfManyClasses() {
        int[][] samples = {{0, 0}, {1, 1}, {1, 2}, {1, 2}, {1, 5}, {30, 39}, {30, 39}, {30, 39}, {30, 30}, {39, 39}};
        assertEquals("""
                the 2 worst of 40 classes:
                class  samples    recall   taken for
                    2        4    25.0 %   3 2, 6 1
                   31        4    25.0 %   40 3

                most often confused:
                   31 taken for 40: 3 of 4
                    2 taken for 3: 2 of 4
                    2 taken for 6: 1 of 4

                balanced accuracy (mean recall of the classes) 62.50 %, F1 0.3667 (macro)
                test accuracy 40.00 % of 10""", text(form(), 40, samples));
    }

    @Test
    void saysThatAllOfManyClassesAreRight() {
        assertEquals("""
                all samples of all 1,000 classes are answered right

                balanced accuracy (mean recall of the classes) 100.00 %, F1 1.0000 (macro)
                test accuracy 100.00 % of 2""", text(form(), 1000, new int[][] {{3, 3}, {999, 999}}));
    }
}
