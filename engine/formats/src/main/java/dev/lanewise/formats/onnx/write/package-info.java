/** From a network or a model for tables to a graph of IR 8 and opset 17. */
@NullMarked
package dev.lanewise.formats.onnx.write;

import org.jspecify.annotations.NullMarked;
