package dev.parley.emulator.speech;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.requests.RequestLog;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Lets in who shows the key, and answers faults that show as a status of the upgrade. */
@WebFilter({"/speech/*", "/stt/*", "/tts/*", "/cognitiveservices/*"})
public class SpeechGate extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String KEY = "Ocp-Apim-Subscription-Key";
    private static final String CONNECT = "connect";
    private static final int UNAUTHORIZED = 401;
    private static final int TIMED_OUT = 504;
    /** What the request log has of a connection whose upgrade failed. */
    private static final int CLIENT_LEFT = 499;

    /** A stalled upgrade is held for two minutes: longer than any sensible client waits. */
    private static final long STALL_MS = 120_000;

    @Inject
    transient SpeechSettings settings;

    @Inject
    transient Faults faults;

    @Inject
    transient Attribution calls;

    @Inject
    transient RequestLog requests;

    @Inject
    transient UpgradeFaults upgrades;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Fault> fault = faults.strike(Occasion.of(AzureService.SPEECH, calls.onlyCall(), facts(request)));
        int refused = fault.map(SpeechGate::refusal).orElse(0);
        if (refused == 0 && !settings.admits(Optional.ofNullable(request.getHeader(KEY)))) {
            refused = UNAUTHORIZED;
        }
        if (refused != 0) {
            refuse(refused, fault, request, response);
            return;
        }
        if (fault.filter(SpeechGate::holds).isPresent()) {
            hold(fault.get(), request, response, chain);
            return;
        }
        fault.ifPresent(upgrades::set);
        try {
            chain.doFilter(request, response);
        } finally {
            upgrades.clear();
        }
    }

    /** Synthesis names its voice only with the text. */
    private static Map<Limit, String> facts(HttpServletRequest request) {
        String language = request.getParameter("language");
        return language == null
                ? Map.of(Limit.MOMENT, CONNECT)
                : Map.of(Limit.MOMENT, CONNECT, Limit.LANGUAGE, language);
    }

    /** Asked for that very moment, a silence is one of the upgrade, not of the connection. */
    private static boolean holds(Fault fault) {
        return fault.limits().containsKey(Limit.MOMENT)
                && (fault.kind() == FaultKind.DELAY || fault.kind() == FaultKind.STALL);
    }

    /** Who waits for the end of a delay is let in; a stall lets nobody in. */
    private void hold(Fault fault, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var entry = requests.open(AzureService.SPEECH, "slow connection")
                .note("path", request.getRequestURI())
                .note("fault", fault.kind().wire());
        if (!waited(fault.kind() == FaultKind.STALL ? STALL_MS : fault.afterMs()) || fault.kind() == FaultKind.STALL) {
            entry.close(TIMED_OUT);
            response.setStatus(TIMED_OUT);
            return;
        }
        try {
            chain.doFilter(request, response);
            entry.close(response.getStatus());
        } finally {
            entry.close(CLIENT_LEFT);
        }
    }

    /** Whether all of it; not if the server stops meanwhile. */
    private static boolean waited(long ms) {
        try {
            Thread.sleep(ms);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int refusal(Fault fault) {
        return switch (fault.kind()) {
            case REFUSE, THROTTLE, WRONG_KEY ->
                fault.status() == 0 ? fault.kind().usualStatus() : fault.status();
            case DELAY, STALL, RESET, GARBAGE -> 0;
        };
    }

    private void refuse(int status, Optional<Fault> fault, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var entry = requests.open(AzureService.SPEECH, "refused connection").note("path", request.getRequestURI());
        fault.ifPresent(each -> entry.note("fault", each.kind().wire()));
        entry.close(status);
        response.setStatus(status);
        response.setContentType("text/plain");
        response.getWriter().write(status == UNAUTHORIZED ? "Access denied: wrong or missing key" : "Refused");
    }
}
