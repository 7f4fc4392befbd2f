package dev.parley.agents.prompty;

import java.util.Map;

/**
 * One message of a rendered body.
 *
 * @param role system, developer, user or assistant
 * @param attributes of the marker, {@code user[name=Bob, id=7]:}; whole numbers are numbers
 * @param text without surrounding line ends, spaces kept
 */
record RoleMessage(String role, Map<String, Object> attributes, String text) {
    RoleMessage {
        attributes = Map.copyOf(attributes);
    }
}
