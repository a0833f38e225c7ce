/**
 * The chain rule term by term: why a gradient is what it is, with proofs; and checks of whole networks.
 *
 * <p>Data flow: an {@link dev.lanewise.explain.Explainer} takes a network, a loss and one sample, and answers for one
 * {@link dev.lanewise.explain.Variable} with an {@link dev.lanewise.explain.Explanation}: a tree of {@link dev.lanewise.explain.Term}s
 * with their numbers and three proofs. {@link dev.lanewise.explain.TextRenderer} and {@link dev.lanewise.explain.MarkdownRenderer} write
 * it in a {@link dev.lanewise.explain.Notation}. {@link dev.lanewise.explain.GradientCheck} compares many gradients with differences in
 * double, and {@link dev.lanewise.explain.LayerHealth} looks for dead, saturated and exploding layers.
 *
 * <p>Inside, a network is a chain of naive references, one for each function on the way from the input to the cost; a new kind of layer or
 * activation is one more of them.
 *
 * <p>An explanation is computed in loops of its own. With the kernels of training it shares the functions of one float and nothing else;
 * the proofs in double share nothing with them.
 *
 * {@snippet lang=java :
 * Network network = Network.create(NetworkSpec.inputs(2).dense(1, Activation.sigmoid()).build(), 7);
 * Explainer explainer = new Explainer(network, Loss.squaredError(), new float[] {1, 2}, new float[] {1});
 * float derivative = explainer.explain(Variable.parseWeight("1:1,2"), 0.25f).root().value();
 * }
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.explain;

import org.jspecify.annotations.NullMarked;
