package dev.aceiro.web.embedded;

import dev.aceiro.web.StartupFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports of 127.0.0.1 below the range from which the system takes those of outgoing connections, so
 * that a remembered one is still free after a restart.
 */
final class Ports {

  private static final int FIRST = 15_000;
  private static final int LAST = 31_999;

  private Ports() {}

  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Any free one; two processes that choose at the same instant are unlikely to choose the same.
   */
  static int choose() {
    Random random = new Random();
    for (int tries = 0; tries < 1_000; tries++) {
      int port = random.nextInt(FIRST, LAST + 1);
      if (free(port)) {
        return port;
      }
    }
    throw new StartupFailure(
        "No free port between %d and %d on 127.0.0.1: stop what holds them."
            .formatted(FIRST, LAST));
  }
}
