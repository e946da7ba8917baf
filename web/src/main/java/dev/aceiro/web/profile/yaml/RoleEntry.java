package dev.aceiro.web.profile.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code roles.yaml}.
 *
 * @param id the organisation's name for it
 * @param label how people call it
 * @param canonical the role other organisations know it by
 * @param lead whether it may say what only leads may
 * @param responsibility what it is there for
 * @param channels by which its holders are told
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record RoleEntry(
    String id,
    String label,
    String canonical,
    boolean lead,
    @Nullable String responsibility,
    List<String> channels,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
