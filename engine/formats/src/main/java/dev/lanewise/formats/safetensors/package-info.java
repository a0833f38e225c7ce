/** Tensors in safetensors; {@link dev.lanewise.formats.tensor} makes networks of them. */
@NullMarked
package dev.lanewise.formats.safetensors;

import org.jspecify.annotations.NullMarked;
