package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.schemas.RegistryException.Kind;
import dev.parallax.schemas.StubRegistry.Question;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SchemaRegistryClientTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredInt("n").endRecord();
  private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

  private final StubRegistry stub = new StubRegistry();

  @AfterEach
  void close() {
    stub.close();
  }

  @Test
  void registersASchemaOnceAndKeepsItsId() {
    stub.answers(200, "{\"id\":7}");
    try (var client = client(stub.url())) {
      assertThat(client.register("a b/c-value", SCHEMA)).isEqualTo(7);
      assertThat(client.register("a b/c-value", SCHEMA)).isEqualTo(7);

      assertThat(stub.questions())
          .containsExactly(
              new Question(
                  "POST",
                  "/subjects/a%20b%2Fc-value/versions",
                  null,
                  "{\"schema\":" + quoted() + "}"));
    }
  }

  @Test
  void looksASchemaUpWithoutRegisteringIt() {
    stub.answers(200, "{\"subject\":\"s\",\"id\":9,\"version\":1,\"schema\":\"...\"}");
    try (var client = client(stub.url())) {
      assertThat(client.lookup("s", SCHEMA)).isEqualTo(9);

      assertThat(stub.questions())
          .containsExactly(
              new Question("POST", "/subjects/s", null, "{\"schema\":" + quoted() + "}"));
    }
  }

  @Test
  void findsASchemaByItsIdOnceAndKeepsIt() {
    stub.answers(200, "{\"schema\":" + quoted() + "}");
    try (var client = client(stub.url())) {
      assertThat(client.schemaById(3)).isEqualTo(SCHEMA);
      assertThat(client.schemaById(3)).isEqualTo(SCHEMA);

      assertThat(stub.questions()).containsExactly(new Question("GET", "/schemas/ids/3", null, ""));
    }
  }

  @Test
  void keepsABoundedNumberOfAnswers() {
    stub.answers(200, "{\"schema\":" + quoted() + "}");
    try (var client = client(stub.url())) {
      for (int id = 0; id <= 1_000; id++) {
        client.schemaById(id);
      }
      client.schemaById(1_000);
      assertThat(stub.questions()).hasSize(1_001);

      client.schemaById(0);

      assertThat(stub.questions()).hasSize(1_002);
    }
  }

  @Test
  void remembersForAMomentThatAnIdIsUnknown() {
    var clock = new AtomicLong();
    stub.answers(404, NOT_FOUND).answers(200, "{\"schema\":" + quoted() + "}");
    try (var client =
        SchemaRegistryClient.builder(List.of(stub.url()))
            .missTtl(Duration.ofSeconds(5))
            .nanoTime(clock::get)
            .build()) {
      assertFails(() -> client.schemaById(3), Kind.NOT_FOUND, "schema id 3 is not in the registry");
      clock.set(TimeUnit.SECONDS.toNanos(5) - 1);
      assertFails(() -> client.schemaById(3), Kind.NOT_FOUND, "schema id 3 is not in the registry");
      assertThat(stub.questions()).hasSize(1);

      clock.set(TimeUnit.SECONDS.toNanos(5));

      assertThat(client.schemaById(3)).isEqualTo(SCHEMA);
    }
  }

  @Test
  void refusesAnIncompatibleSchemaOnceItIsSureThatItIsNotThere() {
    stub.answers(409, "{\"error_code\":409,\"message\":\"new field without default\"}")
        .answers(404, NOT_FOUND);
    try (var client = client(stub.url())) {
      assertFails(
          () -> client.register("s", SCHEMA),
          Kind.INCOMPATIBLE,
          "schema R of subject s is incompatible with the subject's versions: HTTP 409, 409, new field without default; give new fields a default");
      assertThat(stub.questions()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORISED, refuses these credentials for schema id 3",
    "403, UNAUTHORISED, refuses these credentials for schema id 3",
    "422, REFUSED, refuses schema id 3",
    "302, REFUSED, refuses schema id 3"
  })
  void saysWhatAStatusMeans(int status, Kind kind, String message) {
    stub.answers(status, "{\"error_code\":" + status + ",\"message\":\"no\"}");
    try (var client = client(stub.url())) {
      assertFails(() -> client.schemaById(3), kind, message);
      assertThat(stub.questions()).hasSize(1);
    }
  }

  @Test
  void takesANotFoundThatIsNotTheRegistrysForAnOutage() {
    stub.answers(404, "<html>nothing here</html>");
    try (var client = client(stub.url())) {
      assertFails(
          () -> client.schemaById(3),
          Kind.UNREACHABLE,
          "is no schema registry API (HTTP 404 without JSON); check the path, such as /apis/ccompat/v7 for Apicurio");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 408, 429})
  void asksAgainWhenTheRegistryIsBusyOrFails(int status) {
    stub.answers(status, "").answers(status, "{}").answers(200, "{\"id\":7}");
    try (var client = client(stub.url())) {
      assertThat(client.register("s", SCHEMA)).isEqualTo(7);
      assertThat(stub.questions()).hasSize(3);
    }
  }

  @Test
  void givesUpWithinItsTimeBudgetAndSaysWhatWasTried() {
    var nobody = StubRegistry.nobody();
    try (var client =
        SchemaRegistryClient.builder(List.of(nobody))
            .timeBudget(Duration.ofMillis(300))
            .backoff(Duration.ofMillis(10), Duration.ofMillis(20))
            .build()) {
      long began = System.nanoTime();
      assertFails(
          () -> client.register("s", SCHEMA),
          Kind.UNREACHABLE,
          "schema registry ["
              + nobody
              + "] not reachable for schema R of subject s: gave up after 300 ms, last: ");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
    }
  }

  @Test
  void movesOnToTheNextUrlAndStaysThere() {
    stub.answers(200, "{\"id\":7}");
    try (var client = client(StubRegistry.nobody(), stub.url())) {
      assertThat(client.register("s", SCHEMA)).isEqualTo(7);
      assertThat(client.register("t", SCHEMA)).isEqualTo(7);

      assertThat(stub.questions()).hasSize(2);
    }
  }

  @Test
  void doesNotWaitForAUrlThatHangsUntilTheBudgetIsGone() {
    try (var hanging = new StubRegistry().hangs();
        var client = client(hanging.url(), stub.answers(200, "{\"id\":7}").url())) {
      assertThat(client.register("s", SCHEMA)).isEqualTo(7);
      assertThat(hanging.questions()).hasSize(1);

      assertThat(client.register("t", SCHEMA)).isEqualTo(7);
      assertThat(hanging.questions()).as("the one that answered is asked first").hasSize(1);
    }
  }

  @Test
  void sendsCredentials() {
    stub.answers(200, "{\"id\":7}");
    try (var basic =
            SchemaRegistryClient.builder(List.of(stub.url())).basicAuth("ann", "pä:ss").build();
        var bearer = SchemaRegistryClient.builder(List.of(stub.url())).bearerToken("abc").build()) {
      basic.register("s", SCHEMA);
      bearer.register("s", SCHEMA);

      assertThat(stub.questions())
          .extracting(Question::authorization)
          .containsExactly("Basic YW5uOnDDpDpzcw==", "Bearer abc");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"schemaType\":\"JSON\",\"schema\":\"{}\"} | schema id 3 is JSON, not Avro",
        "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"x\"}]} | schema id 3 refers to other schemas, which is not supported: write it as one",
        "{\"schema\":\"no schema\"} | schema id 3 is no valid Avro schema",
        "{} | schema id 3 is no valid Avro schema"
      })
  void refusesASchemaThatIsNoUse(String answer, String message) {
    stub.answers(200, answer);
    try (var client = client(stub.url())) {
      assertFails(() -> client.schemaById(3), Kind.UNUSABLE, message);
      assertFails(() -> client.schemaById(3), Kind.UNUSABLE, message);
      assertThat(stub.questions()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\":\"x\"}", "{\"id\":4294967296}"})
  void refusesAnAnswerWithoutId(String answer) {
    stub.answers(200, answer);
    try (var client = client(stub.url())) {
      assertFails(
          () -> client.register("s", SCHEMA), Kind.REFUSED, "/subjects/s/versions has no id");
    }
  }

  @Test
  void readsAndSetsCompatibility() {
    stub.answers(200, "{\"compatibilityLevel\":\"BACKWARD\"}");
    try (var client = client(stub.url())) {
      assertThat(client.compatibility("s")).isEqualTo(Compatibility.BACKWARD);
      client.setCompatibility("s", Compatibility.FULL);
      client.setCompatibility(Compatibility.NONE);

      assertThat(stub.questions())
          .containsExactly(
              new Question("GET", "/config/s?defaultToGlobal=true", null, ""),
              new Question("PUT", "/config/s", null, "{\"compatibility\":\"FULL\"}"),
              new Question("PUT", "/config", null, "{\"compatibility\":\"NONE\"}"));
    }
  }

  @Test
  void pingsWithoutAskingForAnything() {
    stub.answers(200, "[\"AVRO\"]");
    try (var client = client(stub.url())) {
      assertThatCode(client::ping).doesNotThrowAnyException();
      assertThat(stub.questions()).containsExactly(new Question("GET", "/schemas/types", null, ""));
    }
  }

  @Test
  void endsItsPausesWhenItIsClosed() throws Exception {
    var client =
        SchemaRegistryClient.builder(List.of(StubRegistry.nobody()))
            .timeBudget(Duration.ofMinutes(5))
            .backoff(Duration.ofMinutes(2), Duration.ofMinutes(2))
            .build();
    var question = CompletableFuture.runAsync(() -> client.register("s", SCHEMA));

    client.close();

    assertThat(question)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("the client is closed");
  }

  @Test
  void endsWhenItsThreadIsInterruptedAndKeepsTheInterrupt() {
    stub.hangs();
    try (var client =
        SchemaRegistryClient.builder(List.of(stub.url())).timeBudget(Duration.ofDays(1)).build()) {
      Thread.currentThread().interrupt();

      assertFails(
          () -> client.register("s", SCHEMA), Kind.UNREACHABLE, "the thread was interrupted");

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void refusesUrlsThatItCannotAsk() {
    assertThatThrownBy(() -> SchemaRegistryClient.builder(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no schema registry URL: at least one is needed");
    assertThatThrownBy(() -> SchemaRegistryClient.builder(List.of(URI.create("localhost:8081"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schema registry URL localhost:8081: http:// or https:// is needed");
  }

  private static SchemaRegistryClient client(URI... urls) {
    return SchemaRegistryClient.builder(List.of(urls))
        .timeBudget(Duration.ofSeconds(2))
        .backoff(Duration.ofMillis(5), Duration.ofMillis(10))
        .build();
  }

  private static String quoted() {
    return "\"" + SCHEMA.toString().replace("\"", "\\\"") + "\"";
  }

  private static void assertFails(ThrowingCallable question, Kind kind, String message) {
    assertThatThrownBy(question)
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }
}
