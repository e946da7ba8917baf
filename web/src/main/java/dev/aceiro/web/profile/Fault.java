package dev.aceiro.web.profile;

/**
 * What is wrong in a profile, where.
 *
 * @param file the file, relative to the profiles' folder
 * @param line its line, from 1; 0 where it is about the file as a whole
 * @param path the place in it, such as {@code /1/clocks/notifyWithin}; empty for the whole
 * @param message what is wrong and what would be right
 */
record Fault(String file, int line, String path, String message) {
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + (path.isEmpty() ? "" : " " + path)
        + ": "
        + message;
  }
}
