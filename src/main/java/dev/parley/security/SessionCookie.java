package dev.parley.security;

import dev.parley.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** The console's cookie travels by TLS alone where users reach this server by TLS; the rest of it stands in web.xml. */
@WebListener
public class SessionCookie implements ServletContextListener {
    @Inject
    private Settings settings; // the container makes listeners

    @Override
    public void contextInitialized(ServletContextEvent started) {
        boolean tls = settings.acs()
                .map(acs -> acs.publicUrl())
                .filter(url -> url.getScheme().equals("https"))
                .isPresent();
        started.getServletContext().getSessionCookieConfig().setSecure(tls);
    }
}
