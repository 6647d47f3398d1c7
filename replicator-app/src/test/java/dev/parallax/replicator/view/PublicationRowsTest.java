package dev.parallax.replicator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class PublicationRowsTest {
  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final KeyValueStore<String, byte[]> facts = store(PublicationRows.FACTS);
  private final KeyValueStore<String, byte[]> ended = store(PublicationRows.ENDED);
  private final PublicationRows rows = rows();

  @Test
  void findsTheOpenOnesOfANameAlone() {
    rows.put(said("one", "p"));
    rows.put(said("other", "q"));
    assertThat(rows.ids("p")).containsExactly("one");

    rows.put(said("two", "p"));
    assertThat(rows.ids("p")).containsExactly("one", "two");
    assertThat(rows.ids("q")).containsExactly("other");

    rows.end("one", 1);
    assertThat(rows.ids("p")).containsExactly("two");
    assertThat(rows.ids("none")).isEmpty();
  }

  @Test
  void findsThemAfterARestart() {
    rows.put(said("one", "p"));
    rows.put(said("other", "q"));

    assertThat(rows().ids("p")).containsExactly("one");
  }

  private PublicationRows rows() {
    return new PublicationRows(
        facts,
        ended,
        codecs.decoder(PatternPublication.class),
        codecs.encoder("publications", PatternPublication.class));
  }

  private static PatternPublication said(String id, String name) {
    return PatternPublication.newBuilder()
        .setId(id)
        .setName(name)
        .setKind(PublicationKind.STORED)
        .setRegion("us-east-1")
        .setAt(1)
        .build();
  }

  private static KeyValueStore<String, byte[]> store(String name) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>(new Properties()).getStateStoreContext(), store);
    return store;
  }
}
