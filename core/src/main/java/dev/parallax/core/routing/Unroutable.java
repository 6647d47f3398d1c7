package dev.parallax.core.routing;

/**
 * No agents were found.
 *
 * @param reason the kind of cause (R20)
 * @param message one sentence for people, without any value of the input
 * @param explanation what was tried
 */
public record Unroutable(Reason reason, String message, Explanation explanation)
    implements Decision {}
