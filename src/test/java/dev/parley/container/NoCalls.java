package dev.parley.container;

import dev.parley.security.MediaKeys;
import jakarta.enterprise.context.ApplicationScoped;

/** No call lives here, so no media key opens anything. */
@ApplicationScoped
class NoCalls implements MediaKeys {
    @Override
    public boolean opens(String mediaKey) {
        return false;
    }
}
