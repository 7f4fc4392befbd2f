package dev.parley.config;

import java.time.Duration;

/**
 * How much may be talked, apart from the telephone: on all nodes that share a session store, where nothing else is said.
 *
 * @param sessions {@code parley.admission.sessions}: at once, of all users together
 * @param sessionsPerUser {@code parley.admission.sessions-per-user}: at once, of one user or the guests of one address
 * @param talksPerMinute {@code parley.admission.talks-per-minute}: begun by one user
 * @param timePerUser {@code parley.admission.minutes-per-user}: of one user in a day of UTC
 * @param tokensPerUser {@code parley.admission.tokens-per-user}: of models, used by one user in a day of UTC
 * @param ticketsPerMinute {@code parley.admission.tickets-per-minute}: given to one user by one node
 * @param modelSessionsPerMinute {@code parley.realtime.connections-per-minute}: the service's quota of new sessions, of each
 *     deployment that hears and speaks; as far as this node knows
 */
public record AdmissionSettings(
        int sessions,
        int sessionsPerUser,
        int talksPerMinute,
        Duration timePerUser,
        int tokensPerUser,
        int ticketsPerMinute,
        int modelSessionsPerMinute) {}
