package dev.parallax.runtime.app;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.ops.Readiness;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import org.apache.kafka.clients.admin.AdminClient;

/**
 * What an app is made of.
 *
 * @param config the configuration, checked, with every default filled in
 * @param configHash its hash (C5)
 * @param instance which process of which application this is
 * @param topics the catalogue under the configured prefix; every topic of it exists
 * @param codecs of the configured registry, which knows the schema of every topic
 * @param meters the meters that {@code /metrics} shows
 * @param readiness the checks of {@code /health/ready}; an app adds its own
 * @param admin shared by everything in this process, closed after the app
 */
public record AppContext(
    ParallaxConfig config,
    String configHash,
    Instance instance,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Meters meters,
    Readiness readiness,
    AdminClient admin) {}
