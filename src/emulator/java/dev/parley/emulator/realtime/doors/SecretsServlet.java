package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Client secrets: {@code POST /openai/v1/realtime/client_secrets}, and {@code POST /openai/realtimeapi/sessions} of the preview. */
@WebServlet({SecretsServlet.GA, SecretsServlet.PREVIEW})
public class SecretsServlet extends HttpServlet {
    static final String GA = "/openai/v1/realtime/client_secrets";
    static final String PREVIEW = "/openai/realtimeapi/sessions";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SecretDesk desk; // the container makes this object, hence field injection

    @Inject
    private transient Replies replies;

    @Inject
    private transient RequestLog log;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestEntry entry = log.open(AzureService.REALTIME, "POST " + request.getRequestURI());
        try {
            String body = Replies.body(request);
            replies.strike("secret", Optional.empty(), entry);
            Knock knock = Knock.of(request);
            JsonObject secret = request.getRequestURI().equals(GA) ? desk.ga(knock, body) : desk.preview(knock, body);
            Replies.send(response, 200, "application/json", secret.toString());
            entry.close(200);
        } catch (Refusal refused) {
            Replies.refuse(response, refused, entry);
        }
    }
}
