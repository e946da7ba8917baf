/** Messages in Slack: one for each incident and channel, kept up to date, and its replies. */
@NullMarked
package dev.aceiro.activities.slack;

import org.jspecify.annotations.NullMarked;
