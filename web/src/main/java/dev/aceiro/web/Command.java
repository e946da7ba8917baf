package dev.aceiro.web;

import java.util.List;

/**
 * Something the program does instead of starting the application: {@code java -jar aceiro.jar NAME
 * …}. Named in {@code META-INF/services/dev.aceiro.web.Command}; nothing is started for it.
 */
public interface Command {
  /** The first word on the command line. */
  String name();

  /**
   * Does it.
   *
   * @param args the words after the name
   * @return the process's exit code, 0 for success
   * @throws StartupFailure with the one sentence that the person is told
   * @throws Exception what nobody foresaw, printed with its stack trace
   */
  int run(List<String> args) throws Exception;
}
