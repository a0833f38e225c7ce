/** How a network learns: the step, optimizers, evaluation. */
package dev.lanewise.train;
