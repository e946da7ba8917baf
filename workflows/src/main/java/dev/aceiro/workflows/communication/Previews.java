package dev.aceiro.workflows.communication;

/** What a message would say, before anybody sends it. */
public interface Previews {

  /** The words of a message in its organisation's language, as its readers would see them. */
  Preview of(Message message);

  /**
   * Words.
   *
   * @param subject one line
   * @param body what follows; may be empty
   */
  record Preview(String subject, String body) {}
}
