package dev.aceiro.workflows.fences;

import org.springframework.context.ApplicationContext;

/** An offender: workflow code that knows Spring. */
public record KnowsSpring(ApplicationContext context) {}
