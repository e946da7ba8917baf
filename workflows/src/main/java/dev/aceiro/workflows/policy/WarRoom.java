package dev.aceiro.workflows.policy;

/**
 * The channel an incident of one severity is worked in (002 §1.1-1.2).
 *
 * @param create whether one is created
 * @param name its name with the instant in braces, such as {@code incidente-p0-{yyyy-MM-dd-HHmm}}
 */
public record WarRoom(boolean create, String name) {}
