/** Words for messages, and names with numbers as files and command lines write them. */
package dev.lanewise.text;
