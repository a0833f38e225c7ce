/** The terminal that the command line runs on: its width, progress bars and wrapped text. */
package dev.lanewise.samples.terminal;
