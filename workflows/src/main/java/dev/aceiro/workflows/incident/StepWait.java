package dev.aceiro.workflows.incident;

/**
 * An automatic step that does not begin, or does not go on, by itself.
 *
 * @param scenario whose playbook
 * @param episode in which episode
 * @param step its place among the playbook's steps, from 0
 * @param why what keeps it
 */
public record StepWait(String scenario, int episode, int step, Refusal why) {}
