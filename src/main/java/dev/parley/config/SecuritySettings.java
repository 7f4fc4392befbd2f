package dev.parley.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what.
 *
 * @param guests {@code parley.security.guests}: who may open a socket without token or plan
 * @param origins {@code parley.security.origins}: allow-list for CORS and for guests by origin
 * @param eventGridKey {@code parley.security.event-grid-key}: secret in the subscription's URL, {@code ?key=}
 * @param tokens {@code parley.security.jwt.*}: who signs bearer tokens of the API
 * @param demoUsers {@code parley.security.demo-users}: {@code name:password:role+role,...}; HTTP Basic, local mode alone
 */
public record SecuritySettings(
        Guests guests,
        List<String> origins,
        Optional<String> eventGridKey,
        Optional<BearerTokens> tokens,
        Map<String, DemoUser> demoUsers) {

    public SecuritySettings {
        origins = List.copyOf(origins);
        demoUsers = Map.copyOf(demoUsers);
    }

    @Override
    public String toString() {
        return "SecuritySettings[guests=" + guests + ", " + origins.size() + " origins]";
    }

    /** Who may come in without credentials. */
    public enum Guests {
        OFF,
        LOOPBACK,
        ORIGINS
    }

    /**
     * @param issuer expected {@code iss}
     * @param audience expected {@code aud}
     * @param jwks keys
     * @param rolesClaim claim that lists roles
     */
    public record BearerTokens(String issuer, String audience, URI jwks, String rolesClaim) {}

    /** A documented user of local mode. */
    public record DemoUser(String password, Set<String> roles) {
        public DemoUser {
            roles = Set.copyOf(roles);
        }

        @Override
        public String toString() {
            return "DemoUser" + roles;
        }
    }
}
