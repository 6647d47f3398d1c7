package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxClient;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Sends sample requests, each from the region where it arises. For one thread. */
final class Sampler {
  private final ParallaxClient client;
  private final Iterator<SampleRequest> requests;

  Sampler(ParallaxClient client, Iterator<SampleRequest> requests) {
    this.client = client;
    this.requests = requests;
  }

  /** The next one's result; never completes exceptionally. */
  CompletableFuture<SampleResult> send() {
    var request = requests.next();
    var options =
        ExecutionOptions.defaults()
            .originRegion(request.originRegion())
            .metadata("sample", request.name());
    return client
        .executePattern(request.pattern(), new RawValue(request.input()), options)
        .handle(
            (outcome, failure) ->
                new SampleResult(
                    request,
                    Optional.ofNullable(outcome),
                    Optional.ofNullable(failure).map(Sampler::cause)));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
