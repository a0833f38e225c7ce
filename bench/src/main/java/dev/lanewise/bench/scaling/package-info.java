/** How time and memory grow with the network and the samples. */
package dev.lanewise.bench.scaling;
