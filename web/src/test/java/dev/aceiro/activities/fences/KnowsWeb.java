package dev.aceiro.activities.fences;

import dev.aceiro.web.Aceiro;

/** An offender: an activity that knows web. */
public record KnowsWeb(Aceiro application) {}
