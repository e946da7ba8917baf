package dev.aceiro.workflows.incident;

/**
 * An automatic step of a playbook: what Aceiro proposed by itself, or a person in its place.
 *
 * @param scenario whose playbook
 * @param episode in which episode
 * @param step its place among the playbook's steps, from 0
 * @param action the ledger entry
 */
public record StepRun(String scenario, int episode, int step, String action) {}
