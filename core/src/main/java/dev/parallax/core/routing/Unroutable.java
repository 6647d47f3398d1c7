package dev.parallax.core.routing;

/**
 * No agents were found.
 *
 * @param reason the kind of cause (R20)
 * @param message one sentence for people, without any value of the input
 * @param explanation what was tried
 * @param holdable whether the fleet may change so that agents are found: it may wait for that (R17)
 */
public record Unroutable(Reason reason, String message, Explanation explanation, boolean holdable)
    implements Decision {}
