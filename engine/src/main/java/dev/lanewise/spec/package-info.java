/**
 * What a user says: the layers of a network, how its parameters start, its loss, optimizer and schedule. Plain immutable data.
 *
 * <p>Data flow: a {@link dev.lanewise.spec.NetworkSpec} lists {@link dev.lanewise.spec.Layer}s with their
 * {@link dev.lanewise.spec.Activation}s and {@link dev.lanewise.spec.Initializer}s; it knows the names and shapes of the tensors that such
 * a network has. {@link dev.lanewise.spec.Loss}, {@link dev.lanewise.spec.Optimizer} and {@link dev.lanewise.spec.Schedule} say how it is
 * trained. Each has a text form, which files store, and a parser of it. Nothing here computes: the engine's chain maps each record to code.
 *
 * {@snippet lang=java :
 * NetworkSpec spec = NetworkSpec.inputs(2).dense(16, Activation.relu()).dense(3, Activation.softmax()).build();
 * Optimizer optimizer = Optimizer.adam(0.01f);
 * Loss loss = Loss.defaultFor(Activation.softmax());
 * }
 *
 * <p>The package has more than twelve types, since each kind of layer is a record in a file of its own.
 * Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.spec;

import org.jspecify.annotations.NullMarked;
