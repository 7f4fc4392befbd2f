package dev.parley.personas.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.config.CosmosSettings;
import dev.parley.config.Settings;
import dev.parley.personas.PersonaStore;
import dev.parley.personas.StoreUnavailable;
import dev.parley.web.Problem;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the containers of the store where they are missing, as whoever set up the earlier system asks for it. */
@WebServlet("/setup")
public class SetupServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(SetupServlet.class.getName());
    private static final List<String> ROLES = List.of("operator", "persona-approver");

    @Inject
    private transient PersonaStore store; // the container makes servlets

    @Inject
    private transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (ROLES.stream().noneMatch(request::isUserInRole)) {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.getWriter()
                    .write(Problem.of(403, "Forbidden", "Your role does not allow this.")
                            .json());
            return;
        }
        try {
            store.prepare();
            write(response, HttpServletResponse.SC_OK, made());
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "Containers could not be made: " + e.getMessage(), e);
            write(
                    response,
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    JSON.createObjectBuilder().add("error", e.getMessage()).build());
        }
    }

    private JsonObject made() {
        return JSON.createObjectBuilder()
                .add("message", "Setup completed successfully")
                .add(
                        "voice_container",
                        settings.cosmos().map(CosmosSettings::projection).orElse(""))
                .add("design_container", "DesignConfigurations")
                .build();
    }

    private static void write(HttpServletResponse response, int status, JsonObject body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(body.toString());
    }
}
