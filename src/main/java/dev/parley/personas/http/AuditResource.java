package dev.parley.personas.http;

import dev.parley.personas.AuditEntry;
import dev.parley.personas.Histories;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did what to which persona. */
@Path("v1/personas/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
public class AuditResource {
    private final Histories histories;

    AuditResource() {
        this(null);
    }

    @Inject
    public AuditResource(Histories histories) {
        this.histories = histories;
    }

    /** Newest first. */
    public record Page(List<Views.AuditView> entries, int page, int limit, int total) {}

    @GET
    @Operation(
            summary = "Read the audit",
            description = "Newest first: of a persona, of what spans personas ($catalog), or of everything.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "id of a persona, or $catalog") @QueryParam("subject") Optional<String> subject,
            @DefaultValue("1") @QueryParam("page") int page,
            @Parameter(description = "1 to 200") @DefaultValue("50") @QueryParam("limit") int limit) {
        Pages.check(page, limit);
        var entries = entries(subject).reversed();
        return new Page(
                Pages.of(entries, page, limit).stream().map(Views.AuditView::of).toList(), page, limit, entries.size());
    }

    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @Operation(summary = "Export the audit", description = "Oldest first, one JSON object a line.")
    public String export(@QueryParam("subject") Optional<String> subject) {
        var lines = new StringBuilder();
        entries(subject).forEach(entry -> lines.append(Json.line(Views.AuditView.of(entry)))
                .append('\n'));
        return lines.toString();
    }

    @GET
    @Path("verify")
    @Operation(summary = "Prove the audit of what spans personas", description = "A persona's own: see its revisions.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.ProofView.class)))
    public Views.ProofView verify() {
        return Views.ProofView.of(histories.verifyCatalog());
    }

    private List<AuditEntry> entries(Optional<String> subject) {
        return subject.map(name ->
                        name.equals(AuditEntry.CATALOG) ? histories.catalogAudit() : histories.audit(Versions.id(name)))
                .orElseGet(histories::audit);
    }
}
