/**
 * Networks and prediction.
 *
 * <p>Data flow: a {@link dev.lanewise.model.Network} is a {@link dev.lanewise.spec.NetworkSpec} with its parameters, named tensors such as
 * {@code layer1.weight}; it is made from a seed, from arrays, by a trainer or from a file, and never changes. A
 * {@link dev.lanewise.model.Predictor} belongs to one thread: it takes rows of inputs, runs them through the layers in scratch memory of
 * its
 * own, and writes rows of outputs. {@link dev.lanewise.spec.NetworkSpec#classOf} makes a class of a row of outputs.
 *
 * {@snippet lang=java :
 * NetworkSpec spec = NetworkSpec.inputs(2).dense(16, Activation.relu()).dense(3, Activation.softmax()).build();
 * Network network = Network.create(spec, 7);
 * Predictor predictor = new Predictor(network, 64);       // one per thread
 * float[] probabilities = new float[3];
 * predictor.predict(new float[] {1.4f, 0.2f}, probabilities);
 * }
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.model;

import org.jspecify.annotations.NullMarked;
