/** The chart of the README, drawn from what the gate and the rivals have measured. */
package dev.lanewise.bench.chart;
