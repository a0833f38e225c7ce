/** What options name. */
package dev.lanewise.samples.option;
