package dev.aceiro.workflows.incident;

/**
 * A step of a playbook that Aceiro proposed by itself.
 *
 * @param scenario whose playbook
 * @param episode in which episode
 * @param step its place among the playbook's steps, from 0
 * @param action the ledger entry
 */
public record StepRun(String scenario, int episode, int step, String action) {}
