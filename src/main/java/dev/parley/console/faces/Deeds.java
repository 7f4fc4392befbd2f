package dev.parley.console.faces;

import dev.parley.console.Fault;
import dev.parley.personas.PersonaRefused;
import dev.parley.personas.StoreUnavailable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.FacesMessage.Severity;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does what a user asked for, if the container gives them the role for it, and tells them what came of it. */
@RequestScoped
public class Deeds {
    private static final Logger LOG = Logger.getLogger(Deeds.class.getName());

    @Inject
    private Me me;

    /**
     * Does it as {@code role}.
     *
     * @return what it gives; empty when it was refused, for which there is a message then
     */
    <T> Optional<T> asA(String role, Supplier<T> deed) {
        try {
            return attempt(role, deed);
        } catch (PersonaRefused e) {
            tell(FacesMessage.SEVERITY_ERROR, e.getMessage());
            e.findings()
                    .forEach(finding ->
                            tell(FacesMessage.SEVERITY_ERROR, Fault.of(finding).words()));
            return Optional.empty();
        }
    }

    /** As {@link #asA}, for who knows better than a message what to do about a refusal. */
    <T> Optional<T> attempt(String role, Supplier<T> deed) {
        if (!me.is(role)) {
            tell(FacesMessage.SEVERITY_ERROR, "Your role does not allow this.");
            return Optional.empty();
        }
        return fromTheStore(deed);
    }

    /** For everybody who may see the console. */
    <T> Optional<T> fromTheStore(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "The console could not reach the store of personas", e);
            tell(FacesMessage.SEVERITY_ERROR, "The store of personas does not answer. Nothing was changed; try again.");
            return Optional.empty();
        }
    }

    String name() {
        return me.getName();
    }

    void done(String words) {
        tell(FacesMessage.SEVERITY_INFO, words);
    }

    void wrong(String words) {
        tell(FacesMessage.SEVERITY_ERROR, words);
    }

    /** The same, shown by the page that comes next. */
    void doneThen(String words) {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
        done(words);
    }

    private static void tell(Severity severity, String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, words, ""));
    }
}
