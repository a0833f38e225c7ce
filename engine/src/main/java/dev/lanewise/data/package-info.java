/** Where samples come from: data sets, readers, encoders, and the order in which a run sees them. */
package dev.lanewise.data;
