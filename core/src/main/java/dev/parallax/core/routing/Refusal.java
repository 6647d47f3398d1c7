package dev.parallax.core.routing;

/**
 * Why a request goes nowhere, before it is explained.
 *
 * @param reason of R19
 * @param message one sentence for people, without any value of the input
 */
record Refusal(Reason reason, String message) {}
