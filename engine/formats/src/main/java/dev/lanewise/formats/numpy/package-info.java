/**
 * Arrays in the files of NumPy: {@link dev.lanewise.formats.numpy.Npy} has one, {@link dev.lanewise.formats.numpy.Npz} several.
 * Data sets, predictions and weights of networks go both ways; {@link dev.lanewise.formats.tensor} says what becomes of them.
 */
@NullMarked
package dev.lanewise.formats.numpy;

import org.jspecify.annotations.NullMarked;
