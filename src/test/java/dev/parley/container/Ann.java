package dev.parley.container;

import dev.parley.security.ServerUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** A registry with one user, who is in the operators' group. */
@ApplicationScoped
class Ann implements ServerUsers {
    @Override
    public Optional<Set<String>> groups(String user, String password) {
        return user.equals("ann") && password.equals("secret") ? Optional.of(Set.of("operator")) : Optional.empty();
    }
}
