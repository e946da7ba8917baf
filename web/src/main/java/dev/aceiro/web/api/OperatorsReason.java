package dev.aceiro.web.api;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says with an order.
 *
 * @param reason why, at most 500 characters; kept with what the order does
 */
record OperatorsReason(@Nullable String reason) {}
