/**
 * From a graph to a network. Operators are walked in their order ({@link dev.lanewise.formats.onnx.read.Lowering}); each value is
 * {@link dev.lanewise.formats.onnx.read.Rows}: a {@link dev.lanewise.formats.onnx.read.Flow} of steps, and a
 * {@link dev.lanewise.formats.onnx.read.Formula} of what is done to each of its numbers since. A formula is recognized by its values, so it
 * does not matter how an exporter has spelled an activation. {@link dev.lanewise.formats.onnx.read.LayerBuilder} makes layers of the steps.
 */
@NullMarked
package dev.lanewise.formats.onnx.read;

import org.jspecify.annotations.NullMarked;
