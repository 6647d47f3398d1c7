/** A headless browser, driven over its own protocol, to test pages as people see them. */
package dev.parallax.cli.browser;
