package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Lets upgrades to a session through, and answers those it refuses with a status. */
@WebFilter({Doorkeeper.GA, Doorkeeper.PREVIEW})
public class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Doorkeeper door; // the container makes this object, hence field injection

    @Inject
    private transient LiveSessions sessions;

    @Inject
    private transient Replies replies;

    @Inject
    private transient RequestLog log;

    @Inject
    private transient Entrances entrances;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Entrance entrance;
        RequestEntry entry =
                log.open(AzureService.REALTIME, "realtime connection").note("path", request.getRequestURI());
        try {
            entrance = enter(request, entry);
        } catch (Refusal refused) {
            Replies.refuse(response, refused, entry);
            return;
        }
        log.withdraw(entry); // the socket has an entry of its own
        entrances.set(entrance);
        try {
            chain.doFilter(request, response);
        } finally {
            entrances.clear();
        }
    }

    private Entrance enter(HttpServletRequest request, RequestEntry entry) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw Refusal.of(400, "BadRequest", "Expected a WebSocket upgrade.");
        }
        Admission admission = door.admit(Knock.of(request));
        if (sessions.full()) {
            throw Refusal.tooMany(0);
        }
        return new Entrance(admission, replies.strike("connect", Optional.of(admission.deployment()), entry));
    }
}
