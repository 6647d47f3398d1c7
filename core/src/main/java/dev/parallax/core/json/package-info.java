/**
 * JSON values as answers hold them: compared by what they mean, written in one spelling. Whatever
 * reads JSON text stands outside.
 */
package dev.parallax.core.json;
