/** An explanation as a page for browsers and as JSON. */
package dev.lanewise.samples.page;
