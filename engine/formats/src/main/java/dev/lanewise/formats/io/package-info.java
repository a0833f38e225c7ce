/** Bytes of files in formats of other programs. */
@NullMarked
package dev.lanewise.formats.io;

import org.jspecify.annotations.NullMarked;
