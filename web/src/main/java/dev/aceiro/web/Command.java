package dev.aceiro.web;

import java.util.List;

/**
 * Something the program does instead of starting the application: {@code java -jar aceiro.jar NAME
 * …}.
 */
public interface Command {
  /** The first word on the command line. */
  String name();

  /**
   * Does it.
   *
   * @param args the words after the name
   * @return the process's exit code, 0 for success
   */
  int run(List<String> args) throws Exception;
}
