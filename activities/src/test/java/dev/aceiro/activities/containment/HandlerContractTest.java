package dev.aceiro.activities.containment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.workflows.containment.Risk;
import dev.aceiro.workflows.incident.Params;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The contract finds handlers that are wrong on purpose. */
class HandlerContractTest {

  @Test
  void aHandlerThatIsRightKeepsIt() {
    assertThat(brokenBy(Fault.NONE)).isEmpty();
  }

  @Test
  void anApplyThatDoesNothingIsFound() {
    assertThat(brokenBy(Fault.APPLIES_NOTHING)).contains("oneCallTakesEffect");
  }

  @Test
  void anApplyThatCallsTwiceIsFound() {
    assertThat(brokenBy(Fault.CALLS_TWICE)).contains("oneCallTakesEffect");
  }

  @Test
  void anUndoThatDoesNothingIsFound() {
    assertThat(brokenBy(Fault.UNDOES_NOTHING)).contains("anUndoRestoresWhatWas");
  }

  private static List<String> brokenBy(Fault fault) {
    return new HandlerContract() {
      @Override
      protected Bench bench() {
        return new World(fault);
      }
    }.broken();
  }

  /** What is wrong with a handler. */
  private enum Fault {
    NONE,
    APPLIES_NOTHING,
    CALLS_TWICE,
    UNDOES_NOTHING
  }

  /** A lamp that is on or off. */
  record Lamp() {}

  private static final class Switch extends SettingHandler<Lamp> {
    private final URI lamp;
    private final Fault fault;
    private final HttpClient client = HttpClient.newHttpClient();

    Switch(URI lamp, Fault fault) {
      super(new ActionType<>("test.switch", Lamp.class, Risk.REVERSIBLE, List.of(), List.of()));
      this.lamp = lamp;
      this.fault = fault;
    }

    @Override
    protected Settings find(Lamp parameters) {
      return Settings.of("lamp").value("light", call("GET", "")).build();
    }

    @Override
    protected SortedMap<String, String> wanted(Lamp parameters, SortedMap<String, String> found) {
      return Settings.values("light", "on");
    }

    @Override
    protected void set(Lamp parameters, SortedMap<String, String> values, Settings now, Call call) {
      boolean on = "on".equals(values.get("light"));
      if (fault == (on ? Fault.APPLIES_NOTHING : Fault.UNDOES_NOTHING)) {
        return;
      }
      call("PUT", values.get("light"));
      if (fault == Fault.CALLS_TWICE) {
        call("PUT", values.get("light"));
      }
    }

    private String call(String method, String body) {
      try {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(lamp)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .timeout(Duration.ofSeconds(2))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        return switch (answer.statusCode()) {
          case 429 -> throw new NotTakenException("test.throttled", null);
          case 403 -> throw new ActionRefusedException("test.refused");
          default -> answer.body();
        };
      } catch (IOException lost) {
        throw new UncheckedIOException(lost);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stop);
      }
    }

    @Override
    protected String call(Lamp parameters, SortedMap<String, String> values) {
      return "PUT " + values.get("light");
    }

    @Override
    protected String named(Lamp parameters) {
      return "lamp";
    }

    @Override
    public Duration settleTime() {
      return Duration.ofMillis(600);
    }

    @Override
    public Duration verifyTime() {
      return Duration.ofMillis(600);
    }
  }

  private static final class World implements Bench {
    private final AtomicReference<String> light = new AtomicReference<>("off");
    private final HttpServer server;
    private final RecordingProxy proxy;
    private final Switch handler;

    World(Fault fault) {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext(
          "/",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("PUT")) {
              light.set(new String(body, StandardCharsets.UTF_8));
            }
            byte[] answer = light.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      proxy =
          new RecordingProxy(
              URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
              RecordingProxy.Protocol.REST);
      handler = new Switch(proxy.uri(), fault);
    }

    @Override
    public ActionHandler<?> handler() {
      return handler;
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.none();
    }

    @Override
    public RecordingProxy proxy() {
      return proxy;
    }

    @Override
    public String state() {
      return light.get();
    }

    @Override
    public void sameByAnotherHand() {
      light.set("on");
    }

    @Override
    public void moved() {
      light.set("broken");
    }

    @Override
    public RecordingProxy.Answer throttled() {
      return new RecordingProxy.Answer(429, "");
    }

    @Override
    public RecordingProxy.Answer refused() {
      return new RecordingProxy.Answer(403, "");
    }

    @Override
    public void close() {
      handler.client.close();
      proxy.close();
      server.stop(0);
    }
  }
}
