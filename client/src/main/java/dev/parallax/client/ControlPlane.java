package dev.parallax.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.OperationsAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a control plane says of its cluster under {@value #PATH}.
 *
 * @param schemaRegistryUrls in the order to be tried, at least one
 * @param regions ids of the regions that it serves; empty if it does not say
 * @param heartbeat how often agents must say that they are there (H6); empty if it does not say
 */
record ControlPlane(
    String bootstrapServers,
    List<URI> schemaRegistryUrls,
    String topicPrefix,
    List<String> regions,
    Optional<Duration> heartbeat) {
  static final String PATH = "/.well-known/parallax";

  private static final int UNAUTHORISED = 401;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  ControlPlane {
    schemaRegistryUrls = List.copyOf(schemaRegistryUrls);
    regions = List.copyOf(regions);
  }

  /**
   * Asks the control plane at {@code base}, once.
   *
   * @param access with whose credentials, and whom it trusts
   * @throws ParallaxException if it does not answer, or not with such a document
   */
  static ControlPlane ask(URI base, OperationsAccess access) {
    URI uri = URI.create(base.toString().replaceAll("/+$", "") + PATH);
    HttpResponse<byte[]> answer = get(uri, access);
    if (answer.statusCode() == UNAUTHORISED) {
      throw new ParallaxException(
          "control plane %s %s; set %s to its token"
              .formatted(
                  uri,
                  access.hasCredentials() ? "refuses the credentials" : "asks for credentials",
                  OperationsAccess.TOKEN));
    }
    if (answer.statusCode() != 200) {
      throw new ParallaxException(
          "control plane %s answers HTTP %d; check controlPlaneUrl"
              .formatted(uri, answer.statusCode()));
    }
    try {
      return read(JSON.readTree(answer.body()));
    } catch (IOException | IllegalArgumentException e) {
      throw new ParallaxException(
          "%s is no control plane's document: %s; check controlPlaneUrl"
              .formatted(uri, e.getMessage()),
          e);
    }
  }

  private static HttpResponse<byte[]> get(URI uri, OperationsAccess access) {
    try {
      var client = access.client().connectTimeout(PATIENCE).build();
      return client.send(access.request(uri).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    } catch (AccessException e) {
      throw new ParallaxException(e.getMessage(), e);
    } catch (IOException e) {
      throw new ParallaxException(
          "control plane %s does not answer (%s); check that it runs and controlPlaneUrl is right"
              .formatted(uri, Faults.said(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParallaxException("interrupted while the control plane was asked", e);
    }
  }

  private static ControlPlane read(JsonNode document) {
    var urls = new ArrayList<URI>();
    required(document, "schemaRegistryUrls").forEach(url -> urls.add(URI.create(url.asText())));
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("schemaRegistryUrls is empty");
    }
    var regions = new ArrayList<String>();
    document.path("regions").forEach(region -> regions.add(region.asText()));
    return new ControlPlane(
        required(document, "bootstrapServers").asText(),
        urls,
        required(document, "topicPrefix").asText(),
        regions,
        heartbeat(document.path("agentHeartbeatMs")));
  }

  private static Optional<Duration> heartbeat(JsonNode ms) {
    return ms.asLong() > 0 ? Optional.of(Duration.ofMillis(ms.asLong())) : Optional.empty();
  }

  private static JsonNode required(JsonNode document, String field) {
    if (!document.hasNonNull(field)) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return document.get(field);
  }
}
