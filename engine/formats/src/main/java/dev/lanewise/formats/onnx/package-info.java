/** Models in ONNX, the format that PyTorch, scikit-learn and Keras export to. */
@NullMarked
package dev.lanewise.formats.onnx;

import org.jspecify.annotations.NullMarked;
