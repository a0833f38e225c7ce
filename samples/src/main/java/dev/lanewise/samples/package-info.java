/** The command line. */
package dev.lanewise.samples;
