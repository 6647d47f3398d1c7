package dev.parallax.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkIT {
  private EchoServer echo;

  @BeforeEach
  void startEcho() throws IOException {
    echo = new EchoServer();
  }

  @AfterEach
  void stopEcho() throws IOException {
    echo.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 85, 180})
  void aRoundTripTakesTwiceTheDelay(int roundTripMs) throws IOException {
    try (var link = Link.roundTrip(Duration.ofMillis(roundTripMs)).target(echo.port());
        var socket = connect(link)) {
      double least = Double.MAX_VALUE;
      for (int i = 0; i < 6; i++) {
        long began = System.nanoTime();
        ask(socket, (byte) i);
        least = Math.min(least, (System.nanoTime() - began) / 1e6);
      }
      assertThat(least).isGreaterThanOrEqualTo(roundTripMs).isLessThan(roundTripMs + 30.0);
    }
  }

  @Test
  void delaysEachDirectionByItsOwn() throws IOException {
    try (var link = Link.listen(Duration.ofMillis(60), Duration.ZERO).target(echo.port());
        var socket = connect(link)) {
      long began = System.nanoTime();
      ask(socket, (byte) 1);
      assertThat((System.nanoTime() - began) / 1e6).isBetween(60.0, 119.0);
    }
  }

  @Test
  void carriesManyMegabytesUnderDelayInOrder() throws Exception {
    var sent = new byte[48 * 1024 * 1024];
    new Random(7).nextBytes(sent);
    try (var link = Link.roundTrip(Duration.ofMillis(85)).target(echo.port());
        var socket = connect(link)) {
      long began = System.nanoTime();
      var writing = CompletableFuture.runAsync(() -> writeAndEnd(socket, sent));
      var received = socket.getInputStream().readAllBytes();
      writing.get();
      double seconds = (System.nanoTime() - began) / 1e9;

      assertThat(Arrays.equals(received, sent)).isTrue();
      // Waiting for each 256 KiB to arrive before the next would carry 6 MB/s.
      assertThat(sent.length / 1e6 / seconds).isGreaterThan(20.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TO_TARGET", "FROM_TARGET"})
  void holdsWhatIsSentWhileADirectionIsCutAndDeliversItAfterwards(Link.Direction direction)
      throws IOException {
    try (var link = Link.roundTrip(Duration.ofMillis(10)).target(echo.port());
        var socket = connect(link)) {
      ask(socket, (byte) 1);
      link.cut(direction);
      assertThat(link.isCut(direction)).isTrue();
      socket.getOutputStream().write(2);
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      link.heal(direction);
      socket.setSoTimeout(5_000);

      assertThat(socket.getInputStream().read()).isEqualTo(2);
      ask(socket, (byte) 3);
    }
  }

  @Test
  void deliversTheOtherWayWhileOneDirectionIsCut() throws IOException {
    try (var target = new ServerSocket()) {
      target.bind(LoopbackPorts.address(0));
      try (var link = Link.roundTrip(Duration.ofMillis(10)).target(target.getLocalPort());
          var client = connect(link);
          var far = target.accept()) {
        link.cut(Link.Direction.TO_TARGET);
        client.getOutputStream().write(1);
        far.getOutputStream().write(2);
        far.setSoTimeout(200);

        assertThat(client.getInputStream().read()).isEqualTo(2);
        assertThatThrownBy(() -> far.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  @Test
  void servesManyConnectionsAtOnce() throws IOException {
    try (var link = Link.roundTrip(Duration.ofMillis(40)).target(echo.port())) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        sockets.add(connect(link));
      }
      for (int i = 0; i < sockets.size(); i++) {
        sockets.get(i).getOutputStream().write(i);
      }
      for (int i = 0; i < sockets.size(); i++) {
        assertThat(sockets.get(i).getInputStream().read()).isEqualTo(i);
        sockets.get(i).close();
      }
    }
  }

  @Test
  void passesOnTheEndOfOneDirectionAndThenTheOther() throws IOException {
    try (var link = Link.roundTrip(Duration.ofMillis(20)).target(echo.port());
        var socket = connect(link)) {
      socket.getOutputStream().write(new byte[] {1, 2, 3});
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void closesConnectionsItCannotRelay() throws IOException {
    try (var link = Link.roundTrip(Duration.ofMillis(10))) {
      try (var socket = connect(link)) {
        assertThat(socket.getInputStream().read()).as("no target yet").isEqualTo(-1);
      }
      link.target(LoopbackPorts.free());
      try (var socket = connect(link)) {
        assertThat(socket.getInputStream().read()).as("target refuses").isEqualTo(-1);
      }
      link.target("localhost", echo.port());
      try (var socket = connect(link)) {
        ask(socket, (byte) 1);
      }
    }
  }

  @Test
  void freesItsPortAndEndsItsConnectionsOnClose() throws IOException {
    var link = Link.roundTrip(Duration.ofMillis(10)).target(echo.port());
    try (var socket = connect(link)) {
      ask(socket, (byte) 1);
      link.close();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(LoopbackPorts.answers(link.port())).isFalse();
    }
  }

  private static Socket connect(Link link) throws IOException {
    var socket = new Socket();
    socket.connect(LoopbackPorts.address(link.port()), 5_000);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void ask(Socket socket, byte question) throws IOException {
    socket.getOutputStream().write(question);
    assertThat(socket.getInputStream().read()).isEqualTo(question);
  }

  private static void writeAndEnd(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
