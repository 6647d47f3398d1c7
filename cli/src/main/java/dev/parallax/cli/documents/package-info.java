/**
 * Documents that people write, such as patterns and cases: sections and what stands at their keys,
 * read so that every fault is found at once and says where it stands.
 */
package dev.parallax.cli.documents;
