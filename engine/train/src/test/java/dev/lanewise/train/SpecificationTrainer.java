package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.LossSpecification;
import dev.lanewise.kernel.OptimizerSpecification;
import dev.lanewise.kernel.Specification;
import dev.lanewise.model.Network;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.step.ParameterCopies;
import java.util.ArrayList;
import java.util.List;

/** A step of training as naive loops: every sample through every layer, every gradient whole, then every parameter. */
final class SpecificationTrainer {

    private final Parameters parameters;
    private final Loss loss;
    private final Optimizer optimizer;
    private final TensorFactors factors;
    private final GradientOptions gradient;
    private final Schedules schedules;
    private final List<SpecificationStage> stages;
    private final List<OptimizerSpecification> rules = new ArrayList<>();
    /** Of each tensor what is kept beside each of its numbers: [rows][cols][slots]. */
    private final List<float[][][]> kept = new ArrayList<>();
    private long steps;

    SpecificationTrainer(Network network, Loss loss, Optimizer optimizer, TensorFactors factors, Schedule schedule, long seed) {
        this(network, loss, optimizer, factors, GradientOptions.NONE, Schedules.ofRate(schedule), seed);
    }

    SpecificationTrainer(Network network, Loss loss, Optimizer optimizer, TensorFactors factors, GradientOptions gradient,
            Schedule schedule, long seed) {
        this(network, loss, optimizer, factors, gradient, Schedules.ofRate(schedule), seed);
    }

    SpecificationTrainer(Network network, Loss loss, Optimizer optimizer, TensorFactors factors, GradientOptions gradient,
            Schedules schedules, long seed) {
        this.gradient = gradient;
        parameters = ParameterCopies.of(network);
        this.loss = loss;
        this.optimizer = optimizer;
        this.factors = factors;
        this.schedules = schedules;
        stages = SpecificationStage.of(parameters, loss, seed, schedules.dropout());
        for (int t = 0; t < network.tensors().size(); t++) {
            OptimizerSpecification rule = new OptimizerSpecification(optimizer, factor(t, TensorFactors.Target.DECAY),
                    schedules.decay());
            Panels matrix = parameters.tensors().values(t);
            rules.add(rule);
            kept.add(new float[matrix.rows()][matrix.cols()][rule.slots()]);
        }
    }

    Network network() {
        return ParameterCopies.network(parameters.spec(), parameters.tensors());
    }

    /** What is kept beside a tensor, row-major. */
    float[] moments(int slot, int tensor) {
        Panels matrix = parameters.tensors().values(tensor);
        boolean isTransposed = parameters.spec().tensors().get(tensor).role() == TensorSpec.Role.WEIGHT;
        int columns = isTransposed ? matrix.rows() : matrix.cols();
        float[] floats = new float[matrix.rows() * matrix.cols()];
        for (int i = 0; i < floats.length; i++) {
            int row = i / columns, column = i % columns;
            floats[i] = kept.get(tensor)[isTransposed ? column : row][isTransposed ? row : column][slot];
        }
        return floats;
    }

    double step(Dataset samples) {
        steps++;
        int n = samples.size(), last = stages.size() - 1;
        Panels[] h = new Panels[stages.size() + 1];
        h[0] = matrix(samples.features(), n);
        Panels y = matrix(samples.outputs(), n);
        for (int b = 0; b < n; b++) {
            fillColumn(h[0], b, samples.input(b));
            fillColumn(y, b, samples.target(b));
        }
        for (int l = 0; l <= last; l++) {
            h[l + 1] = stages.get(l).forward(h[l], steps);
        }
        Specification.LossAndGradient result = losses(samples, h[last + 1], y, stages.get(last));
        Panels[] gradients = new Panels[rules.size()];
        Panels gradient = result.dz();
        for (int l = last; l >= 0; l--) {
            gradient = stages.get(l).backward(h[l], gradient, steps, gradients);
            if (l > 0) {
                stages.get(l - 1).derive(h[l], gradient);
            }
        }
        float clipFactor = clipFactor(gradients);
        for (int t = 0; t < gradients.length; t++) {
            // a frozen tensor and what is kept beside it stay as they are
            if (factor(t, TensorFactors.Target.LEARNING_RATE) != 0) {
                update(t, clipFactor, gradients[t], parameters.tensors().values(t));
            }
        }
        double sum = 0, weights = 0;
        for (int b = 0; b < n; b++) {
            sum += (double) samples.weight(b) * result.losses()[b];
            weights += samples.weight(b);
        }
        return sum / weights;
    }

    /** Of one sample after the other, each with a scale of its own where samples have weights. */
    private Specification.LossAndGradient losses(Dataset samples, Panels last, Panels y, SpecificationStage output) {
        int n = samples.size();
        double weights = 0;
        for (int b = 0; b < n; b++) {
            weights += samples.weight(b);
        }
        // columns of an ensemble are those of the members of a sample, one after the other
        int members = last.cols() / n;
        float[] losses = new float[n];
        Panels dz = matrix(last.rows(), last.cols());
        for (int b = 0; b < n; b++) {
            double sum = 0;
            for (int column = b * members; column < (b + 1) * members; column++) {
                float scale = samples.hasWeights() ? (float) (samples.weight(b) / weights) : 1f / n;
                Specification.LossAndGradient one = loss(column(last, column), column(y, b), output, scale / members);
                sum += one.losses()[0];
                for (int r = 0; r < dz.rows(); r++) {
                    dz.set(r, column, one.dz().at(r, 0));
                }
            }
            losses[b] = (float) (sum / members);
        }
        return new Specification.LossAndGradient(losses, dz);
    }

    private static Panels column(Panels m, int column) {
        Panels result = matrix(m.rows(), 1);
        for (int r = 0; r < m.rows(); r++) {
            result.set(r, 0, m.at(r, column));
        }
        return result;
    }

    private Specification.LossAndGradient loss(Panels last, Panels y, SpecificationStage output, float scale) {
        return switch (loss) {
            case Loss.SquaredError s -> Specification.squaredError(last, y, output.function, output.slope, scale);
            case Loss.Huber(float delta) ->
                LossSpecification.huber(delta).of(last, y, output.function, output.slope, scale);
            case Loss.AbsoluteError _ ->
                LossSpecification.absoluteError().of(last, y, output.function, output.slope, scale);
            case QuantileLoss(List<Float> levels) ->
                LossSpecification.quantile(levels, y.rows()).of(last, y, output.function, output.slope, scale);
            case PoissonLoss _ -> LossSpecification.poisson().of(last, y, output.function, output.slope, scale);
            case FocalLoss focal -> LossSpecification.focal(focal.gamma(), focal.weightOfTrue(), focal.weightOfFalse())
                    .of(last, y, output.function, output.slope, scale);
            case Loss.SoftmaxCrossEntropy(float smoothing) ->
                Specification.softmaxCrossEntropy(last, LossSpecification.smoothed(smoothing, y), scale);
            case Loss.SigmoidCrossEntropy s -> Specification.sigmoidCrossEntropy(last, y, scale);
        };
    }

    /** By the norm of all that learns: columns one after the other, in double. */
    private float clipFactor(Panels[] gradients) {
        double squares = 0;
        for (int t = 0; t < gradients.length; t++) {
            for (int c = 0; c < gradients[t].cols() && factor(t, TensorFactors.Target.LEARNING_RATE) != 0; c++) {
                squares += squares(gradients[t], c);
            }
        }
        return gradient.isClippedByNorm() ? (float) Math.min(1, gradient.clipNorm() / (Math.sqrt(squares) + 1e-6)) : 1f;
    }

    private static double squares(Panels m, int column) {
        double sum = 0;
        for (int r = 0; r < m.rows(); r++) {
            sum += (double) m.at(r, column) * m.at(r, column);
        }
        return sum;
    }

    private void update(int which, float clipFactor, Panels g, Panels w) {
        float lr = (float) (factor(which, TensorFactors.Target.LEARNING_RATE) * optimizer.lr() * schedules.rate().factor(steps));
        boolean isLimited = gradient.isMaxNorm() && parameters.tensors().tensors().get(which).role() == TensorSpec.Role.WEIGHT;
        OptimizerSpecification rule = rules.get(which);
        for (int r = 0; r < w.rows(); r++) {
            for (int c = 0; c < w.cols(); c++) {
                float changed = changed(which, g.at(r, c) * clipFactor, w.at(r, c));
                w.set(r, c, rule.stepped(lr, steps, changed, w.at(r, c), kept.get(which)[r][c]));
            }
        }
        for (int c = 0; c < w.cols(); c++) {
            double norm = Math.sqrt(squares(w, c));
            for (int r = 0; r < w.rows(); r++) {
                if (isLimited && norm > gradient.maxNorm()) {
                    w.set(r, c, w.at(r, c) * (float) (gradient.maxNorm() / (norm + 1e-7)));
                }
                rule.average(steps, w.at(r, c), kept.get(which)[r][c]);
            }
        }
    }

    /** Clipped, and then with penalties. */
    private float changed(int which, float g, float w) {
        float changed = g;
        if (gradient.isClipped()) {
            changed = Math.abs(g) > gradient.clipValue() ? Math.copySign(gradient.clipValue(), g) : g;
        }
        double factor = penaltyFactor(which);
        float l1 = (float) (factor * gradient.l1()), l2 = (float) (factor * gradient.l2());
        return l1 > 0 || l2 > 0 ? Math.fma(l1, Math.signum(w), Math.fma(l2, w, changed)) : changed;
    }

    private double penaltyFactor(int which) {
        TensorSpec tensor = parameters.tensors().tensors().get(which);
        boolean isNamed = factors.factors().stream()
                .anyMatch(factor -> factor.target() == TensorFactors.Target.DECAY && factor.group().has(tensor));
        boolean isPenalized = tensor.role() == TensorSpec.Role.WEIGHT || tensor.role() == TensorSpec.Role.TABLE
                || tensor.role() == TensorSpec.Role.HEAD || isNamed;
        return isPenalized ? factor(which, TensorFactors.Target.DECAY) : 0;
    }

    private double factor(int which, TensorFactors.Target target) {
        double product = 1;
        for (TensorFactors.Factor factor : factors.factors()) {
            if (factor.target() == target && factor.group().has(parameters.tensors().tensors().get(which))) {
                product *= factor.value();
            }
        }
        return product;
    }

    private static Panels matrix(int rows, int cols) {
        return Panels.allocate(rows, cols);
    }

    private static void fillColumn(Panels m, int column, float[] values) {
        for (int r = 0; r < values.length; r++) {
            m.set(r, column, values[r]);
        }
    }
}
