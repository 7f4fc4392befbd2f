package dev.parley.security.liberty;

import dev.parley.security.ServerUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@link ServerUsers} of Open Liberty: basic, LDAP or federated, whatever IT has configured. */
@ApplicationScoped
public class LibertyUsers implements ServerUsers {
    private static final Logger LOG = Logger.getLogger(LibertyUsers.class.getName());
    private static final String HELPER = "com.ibm.wsspi.security.registry.RegistryHelper";

    @Override
    public Optional<Set<String>> groups(String user, String password) {
        try {
            var helper = Class.forName(HELPER);
            var registry = helper.getMethod("getUserRegistry", String.class).invoke(null, (Object) null);
            if (registry == null) {
                return Optional.empty();
            }
            var spi = Class.forName("com.ibm.websphere.security.UserRegistry", true, helper.getClassLoader());
            var name =
                    spi.getMethod("checkPassword", String.class, String.class).invoke(registry, user, password);
            var groups =
                    (List<?>) spi.getMethod("getGroupsForUser", String.class).invoke(registry, name);
            var names = new HashSet<String>();
            groups.forEach(group -> names.add(group.toString()));
            return Optional.of(names);
        } catch (InvocationTargetException e) {
            // wrong password and unknown user arrive here; the cause may repeat them, so only its type is told
            LOG.log(
                    Level.FINE,
                    "The registry refuses: {0}",
                    e.getCause().getClass().getSimpleName());
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.FINE, "This server has no registry of Liberty''s", e);
            return Optional.empty();
        }
    }
}
