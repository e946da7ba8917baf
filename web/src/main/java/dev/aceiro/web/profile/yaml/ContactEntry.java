package dev.aceiro.web.profile.yaml;

import org.jspecify.annotations.Nullable;

/**
 * A person in {@code contacts.yaml}.
 *
 * @param person the name they sign in with
 * @param name how people call them
 * @param email address
 * @param slack member id or {@code @name}
 * @param phone E.164
 * @param timezone where they are
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record ContactEntry(
    String person,
    String name,
    @Nullable String email,
    @Nullable String slack,
    @Nullable String phone,
    @Nullable String timezone,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {}
