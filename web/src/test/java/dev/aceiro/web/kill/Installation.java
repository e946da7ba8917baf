package dev.aceiro.web.kill;

import com.sun.net.httpserver.HttpServer;
import dev.aceiro.web.aws.MotoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** An application of its own in a folder of its own, with fakes instead of the world around it. */
final class Installation implements AutoCloseable {
  static {
    // Who is killed leaves broken connections behind in the fakes' own threads: that is no failure
    // of
    // whoever happens to wait for something then.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  final Clock clock = Clock.systemUTC();
  final Tripwire tripwire = new Tripwire();
  final Outages outages = new Outages();
  final Facts facts = new Facts();
  final Path folder;
  final MotoServer moto;
  final RecordingProxy aws;
  final FakeSlack slack;
  final FakeMail mail;
  final AppProcess application;
  final EngineVictim engine;
  final PostgresVictim postgres;
  final RecordReader record;
  private final HttpServer probe;

  /**
   * @param folder for everything it writes; new
   * @param settings further {@code --name=value}, such as the engine's
   */
  Installation(Path folder, List<String> settings) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path program =
        MotoServer.program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no moto_server on the PATH: pip install 'moto[server]'"));
    moto = MotoServer.start(program, folder.resolve("moto.log"));
    aws = RecordingProxy.start(moto.uri(), tripwire, clock);
    slack = FakeSlack.start(tripwire, clock);
    mail = FakeMail.start(tripwire, clock);
    probe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    probe.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    probe.start();
    Path profiles = folder.resolve("profiles");
    KillProfile.write(
        profiles, URI.create("http://127.0.0.1:" + probe.getAddress().getPort() + "/health"));
    Path home = folder.resolve("home");
    List<String> all = new ArrayList<>();
    all.add("--aceiro.profiles=" + profiles);
    all.add("--aceiro.aws.region=us-east-1");
    all.add("--aceiro.aws.endpoint=" + aws.uri());
    all.add("--aceiro.aws.write=5s");
    all.add("--aceiro.aws.settle=8s");
    all.add("--aceiro.slack.token=xoxb-fake");
    all.add("--aceiro.slack.url=" + slack.uri());
    all.add("--aceiro.mail.from=aceiro@kill.example");
    all.add("--spring.mail.host=127.0.0.1");
    all.add("--spring.mail.port=" + mail.port());
    all.addAll(settings);
    application =
        new AppProcess(Program.get().command(), home, folder.resolve("application.log"), all);
    engine = new EngineVictim(home);
    postgres = new PostgresVictim(home);
    record = new RecordReader(postgres);
  }

  /** Starts it and waits until it is ready. */
  void start() {
    application.start();
    application.awaitReady();
  }

  @Override
  public void close() {
    application.close();
    probe.stop(0);
    mail.close();
    slack.close();
    aws.close();
    moto.close();
  }
}
