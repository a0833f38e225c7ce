package dev.lanewise.chain;

import dev.lanewise.kernel.AbsoluteErrorLoops;
import dev.lanewise.kernel.ActivationFunction;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.FocalLoops;
import dev.lanewise.kernel.HuberLoops;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.kernel.Placement;
import dev.lanewise.kernel.PoissonLoops;
import dev.lanewise.kernel.QuantileLoops;
import dev.lanewise.kernel.SmoothedCrossEntropyLoops;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Scale;
import dev.lanewise.spec.TensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** The chains of networks: which stages each kind of layer is. For the engine's own packages. */
public final class Chains {

    /** Activations that are part of a product, with their derivative from the output. */
    private static final Map<ActivationFunction, ElementwiseFunction> FUSED = Map.of(ActivationFunction.IDENTITY,
            ElementwiseFunction.IDENTITY,
            ActivationFunction.SIGMOID, ElementwiseFunction.SIGMOID, ActivationFunction.TANH, ElementwiseFunction.TANH,
            ActivationFunction.RELU, ElementwiseFunction.RELU,
            ActivationFunction.LEAKY_RELU, ElementwiseFunction.LEAKY_RELU);

    private final ChainBuilder chain;
    private final IntFunction<Tensor> tensors;
    private int used;
    /** Dropouts of the layer so far. */
    private int dropouts;

    private Chains(Use use, int inputs, IntFunction<Tensor> tensors) {
        chain = new ChainBuilder(use, inputs);
        this.tensors = tensors;
    }

    /** The chain of predictions. */
    public static Chain of(Parameters parameters) {
        return predictions(parameters.spec().inputs(), parameters.spec().layers(), parameters.tensors()::tensor);
    }

    /**
     * The chain of a loss of a network.
     *
     * @param parameters the network's
     * @param loss       the loss, which goes with the network
     * @param use        what for
     * @return the chain
     */
    public static Chain of(Parameters parameters, Loss loss, Use use) {
        return losses(parameters.spec(), loss, use, parameters.tensors()::tensor);
    }

    /**
     * The chain of a loss of a network whose tensors are treated as if they were elsewhere.
     *
     * @param parameters the network's
     * @param loss       the loss, which goes with the network
     * @param use        what for
     * @param placement  where its tensors are
     * @return the chain
     */
    public static Chain of(Parameters parameters, Loss loss, Use use, Placement placement) {
        return losses(parameters.spec(), loss, use, t -> parameters.tensors().tensor(t).at(placement));
    }

    /**
     * A chain without parameters, which only measures.
     *
     * @param spec     the network's spec
     * @param use      what for
     * @param matrices parameters and moments that stand beside each other
     * @return the chain
     */
    public static Chain withoutParameters(NetworkSpec spec, Use use, int matrices) {
        return withoutParameters(spec, Loss.defaultFor(spec.layers().getLast().activation()), use, matrices);
    }

    /** The same with a loss that is not the usual one. */
    public static Chain withoutParameters(NetworkSpec spec, Loss loss, Use use, int matrices) {
        return losses(spec, loss, use, shapes(spec.tensors(), matrices));
    }

    /** The chain of predictions without parameters. */
    public static Chain withoutParameters(int inputs, List<Layer> layers, List<TensorSpec> tensors) {
        return predictions(inputs, layers, shapes(tensors, 1));
    }

    private static IntFunction<Tensor> shapes(List<TensorSpec> tensors, int matrices) {
        return t -> new Tensor(t, Panels.shape(tensors.get(t).rows(), tensors.get(t).columns()),
                Placement.of(matrices * tensors.get(t).floats()));
    }

    private static Chain predictions(int inputs, List<Layer> layers, IntFunction<Tensor> tensors) {
        Chains chains = new Chains(Use.PREDICT, inputs, tensors);
        chains.add(layers, false);
        return chains.chain.predictions(!layers.getLast().activation().isElementwise());
    }

    private static Chain losses(NetworkSpec spec, Loss loss, Use use, IntFunction<Tensor> tensors) {
        Chains chains = new Chains(use, spec.inputs(), tensors);
        chains.add(spec.layers(), loss.isFromLogits());
        chains.end(loss);
        if (use == Use.EVALUATE && chains.chain.isEnsemble()) {
            chains.average(loss.isFromLogits() ? spec.layers().getLast().activation() : Activation.identity());
        }
        return chains.chain.build();
    }

    private void add(List<Layer> layers, boolean endsWithLogits) {
        for (int l = 0; l < layers.size(); l++) {
            boolean isLast = l == layers.size() - 1;
            chain.nextLayer();
            dropouts = 0;
            add(layers.get(l), isLast, isLast && endsWithLogits);
        }
    }

    private void add(Layer layer, boolean isLast, boolean leavesLogits) {
        switch (layer) {
            case Embedding embedding -> chain.embedding(embedding.tables().stream().mapToInt(Embedding.Table::input).toArray(),
                    embedding.tables().stream().map(_ -> next()).toList());
            case PiecewiseLinear embedding -> add(embedding);
            case Periodic embedding -> add(embedding);
            case Dropout dropout -> add(dropout);
            case LayerNorm norm -> chain.add(new LayerNormStage(chain.last(), chain.another(), norm.eps(), next(), next(), terms()));
            case Residual residual -> add(residual);
            case Members _ -> chain.members(next());
            case Heads heads -> add(heads, leavesLogits ? Activation.identity() : heads.activation());
            case Scale _ -> chain.add(new ScaleStage(chain.last(), chain.another(), next(), terms()));
            case Dense dense -> add(dense, leavesLogits ? Activation.identity() : dense.activation(), isLast);
        }
    }

    private void add(PiecewiseLinear embedding) {
        chain.addRows(embedding.outputs(chain.last().width()), (in, out) -> new PiecewiseLinearStage(in, out,
                embedding.columns().stream().map(this::column).toList()));
    }

    private PiecewiseLinearStage.Column column(PiecewiseLinear.Column column) {
        Tensor weights = next(), bias = next();
        return new PiecewiseLinearStage.Column(column.input(), column.position(), weights, bias,
                termsOf(weights.values().rows()), termsOf(weights.values().cols()));
    }

    private void add(Periodic embedding) {
        List<PeriodicStage.Column> columns = embedding.inputs().stream()
                .map(input -> new PeriodicStage.Column(input, next(), next(), next(), next())).toList();
        List<PeriodicStage.Terms> terms = !chain.use().isTrained() ? List.of() : columns.stream().map(column ->
                new PeriodicStage.Terms(termsOf(column.frequencies()), termsOf(column.dims()), termsOf(column.frequencies()),
                        termsOf(column.frequencies()))).toList();
        chain.addRows(embedding.outputs(chain.last().width()), (in, out) -> new PeriodicStage(in, out, columns, terms));
    }

    /** What no product takes along is a stage of its own. */
    private void add(Dense dense, Activation activation, boolean isLast) {
        ActivationFunction f = activation.isLearned() ? ActivationFunction.IDENTITY : function(activation);
        ElementwiseFunction fused = FUSED.get(f);
        Tensor weights = next(), bias = dense.biases().isPresent() ? next() : null;
        chain.dense(weights, bias, fused == null ? Finish.NONE : new Finish(fused, parameter(activation)), isLast);
        if (fused == null) {
            chain.add(new ActivationStage(chain.last(), chain.another(), f, parameter(activation)));
        } else if (activation instanceof Activation.Parametric(Activation function)) {
            learned(LearnedActivationStage.Form.PARAMETRIC, function, next());
        } else if (activation.isLearned()) {
            learned(LearnedActivationStage.Form.PRELU, Activation.identity(), next());
        }
    }

    /** Their activation is a stage of its own: the heads of an ensemble have few outputs. */
    private void add(Heads heads, Activation activation) {
        chain.add(new HeadsStage(chain.last(), chain.value(heads.outputs(), Finish.NONE), next(), next()));
        activate(activation);
    }

    private void activate(Activation activation) {
        if (function(activation) != ActivationFunction.IDENTITY) {
            chain.add(new ActivationStage(chain.last(), chain.another(), function(activation), parameter(activation)));
        }
    }

    /** What an ensemble predicts, where its loss has left sums: the mean of what an activation makes of them. */
    private void average(Activation activation) {
        if (activation.isElementwise()) {
            activate(activation);
        } else {
            chain.softmax();
        }
        chain.mean();
    }

    private void learned(LearnedActivationStage.Form form, Activation function, Tensor alpha) {
        Value in = chain.last(), out = chain.another();
        chain.add(new LearnedActivationStage(in, out, form, function(function), parameter(function), alpha, terms()));
    }

    /** What is summed over the batch to the gradient of a number for each feature; null where nothing is trained. */
    private Value terms() {
        return termsOf(chain.last().width());
    }

    private Value termsOf(int width) {
        return chain.use().isTrained() ? chain.value(width, Finish.NONE) : null;
    }

    /** Where there is a way back, the body has an input of its own, so that two gradients meet before what is read. */
    private void add(Residual residual) {
        Value in = chain.last(), out = chain.another();
        if (chain.use().isTrained()) {
            chain.add(new AddStage.Fork(in, chain.another(), out));
        }
        residual.body().forEach(layer -> add(layer, false, false));
        chain.add(new AddStage(chain.last(), in, out));
    }

    /** Nothing is dropped but in training. */
    private void add(Dropout dropout) {
        if (chain.use() == Use.TRAIN) {
            chain.add(new DropoutStage(chain.last(), chain.another(), dropout.rate(), dropouts++));
        }
    }

    /** The next of the network's tensors. */
    private Tensor next() {
        return tensors.apply(used++);
    }

    /** The kernels' function has the activation's name; a softmax has a kernel of its own. */
    private static ActivationFunction function(Activation activation) {
        if (activation.isLearned()) {
            throw new IllegalArgumentException(activation.toText() + " is not a function of one pre-activation alone");
        }
        return activation.isElementwise()
                ? ActivationFunction.valueOf(activation.toText().replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT))
                : ActivationFunction.IDENTITY;
    }

    private static float parameter(Activation activation) {
        return activation instanceof Activation.LeakyRelu(float slope) ? slope
                : activation instanceof Activation.Elu(float alpha) ? alpha : 0f;
    }

    private void end(Loss loss) {
        switch (loss) {
            case Loss.SquaredError _ -> chain.loss(LossFunction.SQUARED_ERROR);
            case Loss.Huber(float delta) -> end(loss, new HuberLoops(delta));
            case Loss.AbsoluteError _ -> end(loss, new AbsoluteErrorLoops());
            case QuantileLoss(List<Float> levels) -> end(loss, new QuantileLoops(levels));
            case PoissonLoss _ -> end(loss, new PoissonLoops());
            case Loss.SoftmaxCrossEntropy(float smoothing) when smoothing == 0 -> chain.loss(LossFunction.SOFTMAX_CROSS_ENTROPY);
            case Loss.SoftmaxCrossEntropy(float smoothing) -> end(loss, new SmoothedCrossEntropyLoops(smoothing));
            case Loss.SigmoidCrossEntropy _ -> chain.loss(LossFunction.SIGMOID_CROSS_ENTROPY);
            case FocalLoss focal -> end(loss, new FocalLoops(focal.gamma(), focal.weightOfTrue(), focal.weightOfFalse()));
        }
    }

    private void end(Loss loss, LossLoops loops) {
        chain.loss(loops, loss.targetsFor(chain.last().width()));
    }
}
