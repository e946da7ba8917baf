package dev.aceiro.workflows.policy;

import org.jspecify.annotations.Nullable;

/**
 * A person who can hold a role, and how to reach them. References, never secrets.
 *
 * @param person the name they sign in with
 * @param name how people call them
 * @param email address, or null
 * @param slack Slack member id or {@code @name}, or null
 * @param phone E.164, or null
 */
public record Contact(
    String person,
    String name,
    @Nullable String email,
    @Nullable String slack,
    @Nullable String phone) {}
