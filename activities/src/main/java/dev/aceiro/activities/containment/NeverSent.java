package dev.aceiro.activities.containment;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a request that cannot have reached its service from one of which nobody knows. */
public final class NeverSent {
  private static final int MOST_CAUSES = 20;
  private static final List<Class<? extends Throwable>> UNCONNECTED =
      List.of(ConnectException.class, UnknownHostException.class, NoRouteToHostException.class);

  private NeverSent() {}

  /**
   * Whether no connection was made.
   *
   * @param failure how the request failed
   * @param others failures that say so besides the JDK's, of the client that was used
   */
  @SafeVarargs
  public static boolean says(Throwable failure, Class<? extends Throwable>... others) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      Throwable one = cause;
      if (UNCONNECTED.stream().anyMatch(kind -> kind.isInstance(one))
          || List.of(others).stream().anyMatch(kind -> kind.isInstance(one))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
