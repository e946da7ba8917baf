package dev.aceiro.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Aceiro started as its own process from the classes under test. */
final class AceiroProcess {

  /** How a process ended that was not meant to stay. */
  record Ended(int exitCode, String output, String errors) {}

  private AceiroProcess() {}

  /** Without what tests configure for themselves, which is no part of the application. */
  private static String classPath() {
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(tests.split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs it until it ends by itself, at most a minute. */
  static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(classPath());
    command.add(Aceiro.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("it did not end: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
  }
}
