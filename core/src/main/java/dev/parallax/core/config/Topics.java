package dev.parallax.core.config;

/**
 * How topics are named and made.
 *
 * @param prefix of every topic, such as {@code parallax.}; without {@code _} (C2)
 * @param partitions of every topic that is keyed by execution or agent, at least 1; chosen once,
 *     never changed in place
 * @param replicationFactor of every topic; -1 is the broker's default
 */
public record Topics(String prefix, int partitions, int replicationFactor) {}
