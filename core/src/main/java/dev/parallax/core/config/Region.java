package dev.parallax.core.config;

import java.net.URI;
import java.util.Optional;

/**
 * A region.
 *
 * @param id its id (C2)
 * @param name for people; the id if none was given
 * @param endpoint base URL of its own control plane, probed at {@code /health/ready} (H8); absent
 *     means that it is not probed
 * @param primary whether it is the primary (C1)
 * @param privateLink whether it is reached by a private endpoint
 */
public record Region(
    String id, String name, Optional<URI> endpoint, boolean primary, boolean privateLink) {}
