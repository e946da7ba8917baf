package dev.aceiro.activities.containment;

import java.time.Instant;

/**
 * One claimed call.
 *
 * @param incident the incident's id
 * @param action the ledger entry
 * @param token names this call alone and stays the same for it: 64 hexadecimal digits, for services
 *     that take an idempotency token
 * @param claimedAt when it was claimed, by PostgreSQL's clock (UTC); the call was made after it
 */
public record Call(String incident, String action, String token, Instant claimedAt) {}
