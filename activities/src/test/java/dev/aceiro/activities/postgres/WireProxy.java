package dev.aceiro.activities.postgres;

import dev.aceiro.activities.RecordingProxy;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and PostgreSQL, speaks its wire protocol (version 3), and lets the plans
 * of a {@link RecordingProxy} become of each statement that ends sessions.
 */
final class WireProxy implements AutoCloseable {
  private static final int ENCRYPTION = 80877103;
  private static final int GSS_ENCRYPTION = 80877104;
  private static final String ENDS = "pg_terminate_backend";

  private final ServerSocket listening;
  private final int server;
  private final RecordingProxy plans;

  WireProxy(int server, RecordingProxy plans) {
    this.server = server;
    this.plans = plans;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    background("wire-proxy", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private static void background(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        background("wire-proxy-connection", () -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** The way back; while it is muted it keeps what the server says and notes when it is done. */
  private static final class Back implements Runnable {
    private final Socket from;
    private final OutputStream to;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean muted;

    Back(Socket from, OutputStream to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try {
        for (int n = from.getInputStream().read(buffer);
            n >= 0;
            n = from.getInputStream().read(buffer)) {
          if (!muted) {
            to.write(buffer, 0, n);
            to.flush();
          } else if (n >= 6 && buffer[n - 6] == 'Z' && buffer[n - 2] == 5) {
            ready.countDown();
          }
        }
      } catch (IOException gone) {
        ready.countDown();
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket real = new Socket(InetAddress.getLoopbackAddress(), server)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(real.getOutputStream());
      Back back = new Back(real, client.getOutputStream());
      background("wire-proxy-back", back);
      boolean started = false;
      while (!started) {
        int length = in.readInt();
        byte[] rest = in.readNBytes(length - 4);
        out.writeInt(length);
        out.write(rest);
        out.flush();
        int code =
            (rest[0] & 0xff) << 24
                | (rest[1] & 0xff) << 16
                | (rest[2] & 0xff) << 8
                | rest[3] & 0xff;
        started = code != ENCRYPTION && code != GSS_ENCRYPTION;
      }
      while (true) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        int length = in.readInt();
        byte[] rest = in.readNBytes(length - 4);
        boolean goesOn =
            !ends(type, rest) || planned(client, in, out, back, new Message(type, rest));
        if (!goesOn) {
          return;
        }
        if (!ends(type, rest)) {
          send(out, new Message(type, rest));
        }
      }
    } catch (IOException gone) {
      // One of the two has ended it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Message(int type, byte[] body) {}

  private static boolean ends(int type, byte[] body) {
    return (type == 'P' || type == 'Q') && new String(body, StandardCharsets.UTF_8).contains(ENDS);
  }

  private static void send(DataOutputStream out, Message message) throws IOException {
    out.write(message.type());
    out.writeInt(message.body().length + 4);
    out.write(message.body());
    out.flush();
  }

  /** Whether the connection goes on. */
  private boolean planned(
      Socket client, DataInputStream in, DataOutputStream out, Back back, Message message)
      throws IOException, InterruptedException {
    switch (plans.taken(ENDS)) {
      case RecordingProxy.Cut cut -> {
        cut.first().run();
        if (cut.reaches()) {
          back.muted = true;
          send(out, message);
          passToSync(in, out);
          back.ready.await(5, TimeUnit.SECONDS);
        }
        return false;
      }
      case RecordingProxy.Answer answer -> {
        passToSync(in, null);
        client.getOutputStream().write(error(answer.body()));
        client.getOutputStream().flush();
        return true;
      }
      default -> {
        send(out, message);
        return true;
      }
    }
  }

  /** The rest of the statement: bind, execute, up to the end; null to swallow it. */
  private static void passToSync(DataInputStream in, DataOutputStream out) throws IOException {
    for (int type = 0; type != 'S'; ) {
      type = in.read();
      if (type < 0) {
        return;
      }
      byte[] body = in.readNBytes(in.readInt() - 4);
      if (out != null) {
        send(out, new Message(type, body));
      }
    }
  }

  /** An error of that SQLSTATE, and that the server is ready again. */
  private static byte[] error(String state) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    for (String field : new String[] {"SERROR", "C" + state, "Mnot now"}) {
      fields.write(field.getBytes(StandardCharsets.UTF_8));
      fields.write(0);
    }
    fields.write(0);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    out.write('E');
    out.writeInt(fields.size() + 4);
    out.write(fields.toByteArray());
    out.write('Z');
    out.writeInt(5);
    out.write('I');
    return all.toByteArray();
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
