package dev.aceiro.workflows.policy;

import java.util.List;

/**
 * A part somebody plays in an incident.
 *
 * @param id the profile's name for it, such as {@code platform-lead}
 * @param label how people call it
 * @param canonical the canonical role it maps to, such as {@code OPERATIONS_LEAD} (domain 4.2)
 * @param lead whether it may say what only leads may
 * @param channels kinds of channel its holders are told by
 * @param contacts who holds it, first to be asked first
 */
public record Role(
    String id,
    String label,
    String canonical,
    boolean lead,
    List<String> channels,
    List<Contact> contacts) {}
