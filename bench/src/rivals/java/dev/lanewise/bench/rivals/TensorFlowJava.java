package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** TensorFlow for Java: a step is one call of a graph, which updates its variables itself. */
public final class TensorFlowJava implements Rival {

    /** Operations begin in the thread that calls the graph: one thread is one thread, and none has to be woken for each operation. */
    private static final int CALLING_THREAD = -1;

    @Override
    public String name() {
        return "TensorFlow Java";
    }

    @Override
    public String version() {
        return "TensorFlow " + TensorFlow.version();
    }

    @Override
    public boolean does(Case which) {
        return (which.task().kind == Task.Kind.TRAINING || which.task().kind == Task.Kind.PREDICTION) && Net.DENSE.contains(which.net());
    }

    @Override
    public Training training(Net net, Optimizer optimizer, int threads) {
        var model = new Model(net, threads);
        TFloat32 x = TFloat32.tensorOf(Shape.of(net.batch, net.sizes.getFirst()));
        TInt32 y = TInt32.tensorOf(Shape.of(net.batch));
        Placeholder<TInt32> labels = model.tf.placeholder(TInt32.class, Placeholder.shape(y.shape()));
        Loss loss = model.loss(net, labels);
        List<Op> updates = model.updates(optimizer, loss.dLogits());
        model.initialize();
        return batch -> {
            // all rows of a net's batch stand in one array
            x.copyFrom(DataBuffers.of(batch.inputs()[0], true, false));
            y.copyFrom(DataBuffers.of(batch.labels(), true, false));
            Session.Runner step = model.session.runner().feed(model.inputs, x).feed(labels, y).fetch(loss.mean());
            updates.forEach(step::addTarget);
            try (var fetched = step.run()) {
                return ((TFloat32) fetched.get(0)).getFloat();
            }
        };
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        var model = new Model(net, threads);
        TFloat32 x = TFloat32.tensorOf(Shape.of(samples, net.sizes.getFirst()));
        Operand<TFloat32> result = model.f(net.output, model.logits);
        model.initialize();
        return (inputs, outputs) -> {
            x.copyFrom(DataBuffers.of(inputs, true, false));
            try (var fetched = model.session.runner().feed(model.inputs, x).fetch(result).run()) {
                ((TFloat32) fetched.get(0)).copyTo(DataBuffers.of(outputs, false, false));
            }
        };
    }

    private record Loss(Operand<TFloat32> mean, Operand<TFloat32> dLogits) {
    }

    /** An optimizer as operations. */
    @FunctionalInterface
    private interface Rule {
        /** Changes a parameter. */
        Op update(Ops after, Variable<TFloat32> parameter, Operand<TFloat32> gradient);

        /** What remains when all parameters have changed. */
        default List<Op> end(Ops after) {
            return List.of();
        }
    }

    /** The graph of a network. */
    private static final class Model {

        private final Graph graph = new Graph();
        final Ops tf = Ops.create(graph);
        final Session session;
        final Placeholder<TFloat32> inputs;
        final Operand<TFloat32> logits;
        private final List<Variable<TFloat32>> parameters = new ArrayList<>();
        private final List<Op> initializers = new ArrayList<>();

        Model(Net net, int threads) {
            Network start = Rival.start(net);
            session = new Session(graph, ConfigProto.newBuilder().setIntraOpParallelismThreads(threads)
                    .setInterOpParallelismThreads(CALLING_THREAD).build());
            inputs = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, net.sizes.getFirst())));
            Operand<TFloat32> h = inputs;
            for (int l = 0; l + 1 < net.sizes.size(); l++) {
                int in = net.sizes.get(l), out = net.sizes.get(l + 1);
                Variable<TFloat32> w = variable(Shape.of(in, out), transposed(start.tensor("layer" + (l + 1) + ".weight"), out, in));
                Variable<TFloat32> b = variable(Shape.of(out), start.tensor("layer" + (l + 1) + ".bias"));
                Operand<TFloat32> z = tf.nn.biasAdd(tf.linalg.matMul(h, w), b);
                h = l + 2 < net.sizes.size() ? f(net.hidden, z) : z;
                parameters.addAll(List.of(w, b));
            }
            logits = h;
        }

        Operand<TFloat32> f(Activation activation, Operand<TFloat32> z) {
            return switch (activation) {
                case Activation.Relu _ -> tf.nn.relu(z);
                case Activation.Tanh _ -> tf.math.tanh(z);
                case Activation.Sigmoid _ -> tf.math.sigmoid(z);
                case Activation.Softmax _ -> tf.nn.softmax(z);
                case Activation other ->
                        throw new IllegalArgumentException("no network here has the activation " + other.toText());
            };
        }

        /** The loss that suits the output, with its gradient by z of the last layer. */
        Loss loss(Net net, Operand<TInt32> labels) {
            Operand<TFloat32> perSample = tf.constant(1f / net.batch);
            if (!net.output.isElementwise()) {
                var crossEntropy = tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, labels);
                return new Loss(tf.math.mean(crossEntropy.loss(), tf.constant(0)), tf.math.mul(crossEntropy.backprop(), perSample));
            }
            Operand<TFloat32> targets = tf.oneHot(labels, tf.constant(net.sizes.getLast()), tf.constant(1f), tf.constant(0f));
            Operand<TFloat32> y = f(net.output, logits), error = tf.math.sub(y, targets);
            // l2Loss is half the sum of the squares
            return new Loss(tf.math.mul(tf.nn.l2Loss(error), perSample),
                    tf.math.mul(tf.gradients(y, List.of(logits), Gradients.dx(List.of(error))).<TFloat32>dy(0), perSample));
        }

        private Variable<TFloat32> variable(Shape shape, float[] start) {
            Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
            initializers.add(tf.assign(variable, tf.constant(shape, DataBuffers.of(start))));
            return variable;
        }

        private static float[] transposed(float[] rowMajor, int rows, int cols) {
            float[] floats = new float[rowMajor.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i % cols * rows + i / cols] = rowMajor[i];
            }
            return floats;
        }

        /** Backpropagation from the gradient of the loss by the logits (the loss has no gradient function in C), and the updates. */
        List<Op> updates(Optimizer optimizer, Operand<TFloat32> dLogits) {
            Gradients gradients = tf.gradients(logits, parameters, Gradients.dx(List.of(dLogits)));
            Rule rule = optimizer instanceof Optimizer.Adam adam ? adam(adam) : momentum();
            List<Op> updates = new ArrayList<>();
            for (int p = 0; p < parameters.size(); p++) {
                // weights must not change before dz of the layer below, which is summed up for its biases, has read them
                Ops after = p < 2 ? tf : tf.withControlDependencies(gradients.dy(p / 2 * 2 - 1));
                updates.add(rule.update(after, parameters.get(p), gradients.dy(p)));
            }
            Ops atTheEnd = tf.withControlDependencies(updates);
            updates.addAll(rule.end(atTheEnd));
            return updates;
        }

        private Rule momentum() {
            Operand<TFloat32> lr = tf.constant(Net.OPTIMIZER.lr()), mu = tf.constant(Net.OPTIMIZER.mu());
            return (after, parameter, gradient) -> after.train.applyMomentum(parameter, zeros(parameter.shape()), lr, gradient, mu);
        }

        private Rule adam(Optimizer.Adam adam) {
            Operand<TFloat32> lr = tf.constant(adam.lr()), eps = tf.constant(adam.eps());
            Operand<TFloat32> beta1 = tf.constant(adam.beta1()), beta2 = tf.constant(adam.beta2());
            Variable<TFloat32> power1 = variable(Shape.scalar(), new float[] {adam.beta1()});
            Variable<TFloat32> power2 = variable(Shape.scalar(), new float[] {adam.beta2()});
            return new Rule() {
                @Override
                public Op update(Ops after, Variable<TFloat32> parameter, Operand<TFloat32> gradient) {
                    Shape shape = parameter.shape();
                    return after.train.applyAdam(parameter, zeros(shape), zeros(shape), power1, power2, lr, beta1, beta2, eps, gradient);
                }

                @Override
                public List<Op> end(Ops after) {
                    return List.of(after.assign(power1, after.math.mul(power1, beta1)),
                            after.assign(power2, after.math.mul(power2, beta2)));
                }
            };
        }

        private Variable<TFloat32> zeros(Shape shape) {
            return variable(shape, new float[(int) shape.size()]);
        }

        void initialize() {
            Session.Runner runner = session.runner();
            initializers.forEach(runner::addTarget);
            runner.run().close();
        }
    }
}
