/**
 * How regions agree on a version of a pattern before any of them uses it (P3). Every region says
 * what it did as a fact in a topic of its own, which the others receive as a copy; the facts of a
 * publication are a set that only grows, so neither their order nor their repetition matters, and a
 * region that crashed goes on from what it had said. Who has said what decides alone: all regions
 * have stored it, then the coordinator commits; one has refused it, then it never can. The origin
 * votes last, and not after its timeout, so that an abort is certain there even if the coordinator
 * cannot be reached. Whoever published it can give it up there until then: what waits without a
 * timeout is ended so. Pure.
 */
package dev.parallax.core.publication;
