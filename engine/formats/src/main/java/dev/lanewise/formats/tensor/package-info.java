/**
 * Arrays of numbers, and what they are here: networks and data sets. Files of {@link dev.lanewise.formats.numpy} and
 * {@link dev.lanewise.formats.safetensors} hold them.
 *
 * <p>Data flow: a reader checks sizes, then gives {@link dev.lanewise.formats.tensor.NamedArrays};
 * {@link dev.lanewise.formats.tensor.NetworkArrays} finds the tensors of a network among them by their names and shapes, and
 * {@link dev.lanewise.formats.tensor.ArrayData} makes data sets. The other way, a network becomes arrays that a writer takes.
 */
@NullMarked
package dev.lanewise.formats.tensor;

import org.jspecify.annotations.NullMarked;
