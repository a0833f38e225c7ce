/** Predictions as a service makes them: one sample at a time, with weights of each format, from several threads, and after a start. */
package dev.lanewise.bench.predictions;
