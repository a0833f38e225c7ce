/**
 * What optimizers other than SGD, momentum and Adam do with a tile of parameters: a scalar and a vector loop each, with the same bits.
 * Internal.
 */
package dev.lanewise.update;
