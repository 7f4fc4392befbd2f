package dev.parley.emulator.acs.rest;

import dev.parley.emulator.acs.AcsSettings;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The door of call automation: faults first, then version, signature, and the log of requests. */
@Provider
@Signed
@ApplicationScoped
public class SignedRequests implements ContainerRequestFilter, ContainerResponseFilter {
    /** No operation has a body near it. */
    private static final int LONGEST_BODY = 1_000_000;

    private static final String ENTRY = SignedRequests.class.getName();

    private final AcsSettings settings;
    private final Faults faults;
    private final RequestLog log;

    @Context
    HttpServletRequest servlet;

    @Inject
    public SignedRequests(AcsSettings settings, Faults faults, RequestLog log) {
        this.settings = settings;
        this.faults = faults;
        this.log = log;
    }

    /** Public: RESTEasy looks for it, although CDI makes the filter. */
    public SignedRequests() {
        this(null, null, null);
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        RequestEntry entry = log.open(AzureService.ACS, request.getMethod() + " " + servlet.getRequestURI());
        request.setProperty(ENTRY, entry);
        Optional<Fault> fault = faults.strike(AzureService.ACS, Optional.empty());
        if (fault.isPresent()) {
            entry.note("fault", fault.get().kind().wire());
            Optional<Response> struck = RequestFaults.play(fault.get());
            if (struck.isPresent()) {
                request.abortWith(struck.get());
                return;
            }
        }
        byte[] body = request.getEntityStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            request.abortWith(Refusal.response(413, "RequestEntityTooLarge", "The body is too long."));
            return;
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        Optional<String> problem = signature(request, body).problem(settings.accessKey(), Instant.now());
        if (problem.isPresent()) {
            entry.note("refused", problem.get());
            request.abortWith(Refusal.response(401, "Denied", "Denied by the resource provider. " + problem.get()));
            return;
        }
        String version = request.getUriInfo().getQueryParameters().getFirst("api-version");
        if (version == null) {
            request.abortWith(Refusal.response(
                    400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required."));
        } else if (ApiVersion.of(version).isEmpty()) {
            request.abortWith(Refusal.response(
                    400, "UnsupportedApiVersionValue", "The api-version is not one that the service knows."));
        }
    }

    private RequestSignature signature(ContainerRequestContext request, byte[] body) {
        String query = servlet.getQueryString();
        return new RequestSignature(
                request.getMethod(),
                servlet.getRequestURI() + (query == null ? "" : "?" + query),
                header(request, HttpHeaders.HOST).orElse(""),
                body,
                header(request, "x-ms-date"),
                header(request, "x-ms-content-sha256"),
                header(request, HttpHeaders.AUTHORIZATION));
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ENTRY) instanceof RequestEntry entry) {
            entry.close(response.getStatus());
        }
    }
}
