package dev.parley.console.faces;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/** Who looks at the page, and what the container lets them do: pages leave out what is not theirs. */
@Named
@RequestScoped
public class Me {
    static final String EDITOR = "persona-editor";
    static final String APPROVER = "persona-approver";
    private static final String VIEWER = "viewer";
    private static final String TALKER = "talker";
    private static final String OPERATOR = "operator";

    public String getName() {
        var user = external().getUserPrincipal();
        return user == null ? "" : user.getName();
    }

    public boolean isSignedIn() {
        return external().getUserPrincipal() != null;
    }

    public boolean isEditor() {
        return is(EDITOR);
    }

    public boolean isApprover() {
        return is(APPROVER);
    }

    /** Whether the console is theirs to see. */
    public boolean isViewer() {
        return is(VIEWER) || isEditor() || isApprover();
    }

    /** Whether they may talk to personas. */
    public boolean isTalker() {
        return is(TALKER) || is(OPERATOR) || isEditor() || isApprover();
    }

    /** Written beside the name. */
    public String getRole() {
        if (isApprover()) {
            return "approver";
        }
        if (isEditor()) {
            return "editor";
        }
        return isViewer() ? VIEWER : is(OPERATOR) ? OPERATOR : TALKER;
    }

    boolean is(String role) {
        return external().isUserInRole(role);
    }

    private static ExternalContext external() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }
}
