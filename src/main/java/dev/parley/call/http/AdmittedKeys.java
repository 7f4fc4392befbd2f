package dev.parley.call.http;

import dev.parley.call.MediaAdmission;
import dev.parley.security.MediaKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tells the security room which media keys belong to live calls. */
@ApplicationScoped
public class AdmittedKeys implements MediaKeys {
    private final MediaAdmission admission;

    AdmittedKeys() {
        this(null);
    }

    @Inject
    public AdmittedKeys(MediaAdmission admission) {
        this.admission = admission;
    }

    @Override
    public boolean opens(String mediaKey) {
        return admission.admit(mediaKey).isPresent();
    }
}
