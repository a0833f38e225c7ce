/** Parts of a prediction that are measured alone. */
package dev.lanewise.model;
