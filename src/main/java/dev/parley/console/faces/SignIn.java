package dev.parley.console.faces;

import dev.parley.security.ConsoleDoor;
import dev.parley.security.ConsoleSession;
import dev.parley.security.Passwords;
import dev.parley.security.Passwords.Answer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The form where somebody says who they are, and the way out. */
@Named
@RequestScoped
public class SignIn {
    @Inject
    private Passwords passwords;

    private String name = "";
    private String password = "";
    private String to = "";

    /** Before the form is shown. */
    public void open() {
        ConsoleSession.awaitSignIn(request());
    }

    public void enter() throws IOException {
        var answer = passwords.check(name.strip(), password, request().getRemoteAddr());
        if (answer instanceof Answer.Right right) {
            ConsoleSession.begin(request(), right.user());
            go(ConsoleDoor.wished(to));
        } else if (answer instanceof Answer.Wait wait) {
            refuse("Too many wrong passwords. Wait " + (wait.pause().toSeconds() + 1) + " seconds, then try again.");
        } else {
            refuse("Name and password do not match.");
        }
    }

    public void leave() throws IOException {
        ConsoleSession.end(request());
        go("/console/sign-in");
    }

    private static void go(String page) throws IOException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + page);
    }

    private static void refuse(String why) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, why, ""));
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return "";
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }
}
