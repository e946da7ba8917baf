package dev.aceiro.workflows.containment;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What the responder's credentials must be allowed, and nothing more, as documents for whoever
 * gives them out. Nobody is asked and nothing is granted.
 */
public interface LeastPrivilege {

  /** The kinds of action of this program that need to be allowed anything. */
  SortedSet<String> types();

  /**
   * The documents, in the order of their names.
   *
   * @param types the kinds of action that are to be possible; those this program lacks need nothing
   * @param estate what there is to act on: resources as the profile names them
   */
  List<GrantDocument> documents(
      SortedSet<String> types, List<SortedMap<String, String>> estate, Home home);

  /**
   * Whose credentials they are.
   *
   * @param account the AWS account of resources that name none, 12 digits; null where it is not
   *     known
   * @param region the AWS region of resources that name none; null where it is not known
   * @param name of the service account, and of the role in each other AWS account
   * @param namespace of the service account
   */
  record Home(@Nullable String account, @Nullable String region, String name, String namespace) {}

  /**
   * Something to give to a cloud, as it is.
   *
   * @param file a name for it, such as {@code aws-123456789012.json}
   * @param text its content; it holds no secret
   * @param notes what whoever applies it should know
   */
  record GrantDocument(String file, String text, List<Note> notes) {}

  /**
   * Something to know.
   *
   * @param code what it is about
   * @param params what it says
   */
  record Note(String code, SortedMap<String, String> params) {}
}
