/** Parts of a step that are measured alone. */
package dev.lanewise.train;
