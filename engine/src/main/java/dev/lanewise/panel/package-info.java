/** What a matrix is here: sixteen columns a panel, windows on flat float arrays, and the arena that hands them out. */
package dev.lanewise.panel;
