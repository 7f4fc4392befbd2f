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

    /**
     * Newest first.
     *
     * @param page and {@code total}: of one subject
     * @param next of everything: {@code after} of the next page; without it this is the last
     */
    public record Page(List<Views.AuditView> entries, Integer page, int limit, Integer total, String next) {}

    @GET
    @Operation(
            summary = "Read the audit",
            description = "Newest first: of a persona or of what spans personas ($catalog), by page; or of everything,"
                    + " each page behind the one before by after=, which that one gave as next.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    @APIResponse(responseCode = "422", description = "page, limit or after is wrong")
    public Page list(
            @Parameter(description = "id of a persona, or $catalog") @QueryParam("subject") Optional<String> subject,
            @Parameter(description = "of a subject; from 1") @DefaultValue("1") @QueryParam("page") int page,
            @Parameter(description = "of everything") @QueryParam("after") Optional<String> after,
            @Parameter(description = "1 to 200") @DefaultValue("50") @QueryParam("limit") int limit) {
        Pages.check(page, limit);
        if (subject.isEmpty()) {
            if (page != 1) {
                throw Bodies.notValid("page: of everything, pages follow each other by after");
            }
            return everything(after.map(AuditMarks::read), limit);
        }
        var entries = entries(subject).reversed();
        return new Page(views(Pages.of(entries, page, limit)), page, limit, entries.size(), null);
    }

    private Page everything(Optional<Histories.Mark> behind, int limit) {
        var found = histories.newest(behind, limit);
        return new Page(
                views(found.newestFirst()),
                null,
                limit,
                null,
                found.next().map(AuditMarks::written).orElse(null));
    }

    private static List<Views.AuditView> views(List<AuditEntry> entries) {
        return entries.stream().map(Views.AuditView::of).toList();
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
