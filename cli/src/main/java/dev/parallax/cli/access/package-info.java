/** {@code parallax acl}: the rights that an installation needs, printed or granted. */
package dev.parallax.cli.access;
