package dev.parallax.router;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Router;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;

/**
 * What the processors of one process share, and makers of what each of them needs for itself.
 *
 * @param config the configuration
 * @param topics its topics
 * @param codecs readers and writers of records
 * @param router the decision
 * @param fleet the live snapshot
 * @param meters of this process
 * @param records of decisions
 * @param federation which regions have a control plane of their own
 * @param returned what they returned and nobody has read
 */
record RouterParts(
    ParallaxConfig config,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Router router,
    FleetHolder fleet,
    RouterMeters meters,
    DecisionRecords records,
    Federation federation,
    Backlog returned) {

  Encoders encoders() {
    return new Encoders(codecs, topics, config.regionIds(), federation.others());
  }

  /** Reads requests, for one thread. */
  ReadRequest readRequest() {
    var reader = new RequestReader(codecs.decoder(ExecutionRequest.class), config);
    return new ReadRequest(reader, router.inputPaths());
  }
}
