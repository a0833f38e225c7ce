/** Words for messages. */
package dev.lanewise.text;
