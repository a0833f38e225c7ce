/** What a network is: spec, layers, activations, losses, parameters, prediction. */
package dev.lanewise.model;
