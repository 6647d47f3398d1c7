/**
 * How records of another region's control plane are known to be its own: each carries a seal for
 * whoever it is for, made with the secret that {@code controlPlane.federation.peers[].authSecret}
 * names. Kafka's own authentication says which client wrote to which cluster; between clusters the
 * records are carried by a replicator, so that what counts is who made them.
 */
package dev.parallax.runtime.federation;
