package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.realtime.wire.Dialect;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.realtime.wire.Preview;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The SDP exchange of a browser: {@code POST /openai/v1/realtime/calls}, and {@code POST /v1/realtimertc} of the preview. Open to
 * pages of every origin, as the service is; the client secret decides.
 */
@WebServlet({"/openai/v1/realtime/calls", SdpServlet.PREVIEW})
public class SdpServlet extends HttpServlet {
    static final String PREVIEW = "/v1/realtimertc";
    private static final String SDP = "application/sdp";
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Doorkeeper door; // the container makes this object, hence field injection

    @Inject
    private transient PeerDesk peers;

    @Inject
    private transient Replies replies;

    @Inject
    private transient RequestLog log;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        allowEveryOrigin(response);
        RequestEntry entry = log.open(AzureService.REALTIME, "POST " + request.getRequestURI());
        try {
            String offer = Replies.body(request);
            Knock knock = Knock.of(request);
            Secrets.Secret secret = door.secretOf(knock);
            replies.strike("sdp", Optional.of(secret.deployment()), entry);
            checkDeployment(request, secret);
            if (!SDP.equals(
                    String.valueOf(request.getContentType()).split(";")[0].strip())) {
                throw Refusal.of(415, "UnsupportedMediaType", "The body must be " + SDP + ".");
            }
            String answer = peers.answer(
                    offer, admission(request, secret), "on".equals(request.getParameter("webrtcfilter")), entry);
            String call = Ids.fresh("rtc");
            response.setHeader("Location", "/v1/realtime/calls/" + call);
            Replies.send(response, 201, SDP, answer);
            entry.note("deployment", secret.deployment()).note("call", call).close(201);
        } catch (Refusal refused) {
            Replies.refuse(response, refused, entry);
        }
    }

    private static Admission admission(HttpServletRequest request, Secrets.Secret secret) {
        boolean preview = request.getRequestURI().equals(PREVIEW);
        return new Admission(secret.deployment(), preview ? new Preview() : Dialect.GA, secret.settings());
    }

    /** The preview names its deployment again. */
    private void checkDeployment(HttpServletRequest request, Secrets.Secret secret) {
        String model = request.getParameter("model");
        if (request.getRequestURI().equals(PREVIEW) && !secret.deployment().equals(model)) {
            throw model == null
                    ? Refusal.of(400, "missing_model", "You must provide a model parameter.")
                    : Refusal.noDeployment();
        }
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        allowEveryOrigin(response);
        response.setHeader("Access-Control-Allow-Methods", "POST, OPTIONS");
        response.setHeader("Access-Control-Allow-Headers", "authorization, content-type");
        response.setStatus(204);
    }

    private static void allowEveryOrigin(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", "Location");
    }
}
