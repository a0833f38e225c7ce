/** Models in files. */
package dev.lanewise.store;
