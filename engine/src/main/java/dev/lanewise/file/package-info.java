/** Files that lose nothing: sections with lengths and checksums, written whole or not at all. */
package dev.lanewise.file;
