package dev.parley.personas.http;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.parley.personas.Histories;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was published, and the proof that it was so. Of deleted personas too. */
@Path("v1/personas/{id}/revisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
public class RevisionsResource {
    private static final int LINES_AROUND = 3;

    private final Histories histories;

    RevisionsResource() {
        this(null);
    }

    @Inject
    public RevisionsResource(Histories histories) {
        this.histories = histories;
    }

    /** Newest first. */
    public record Page(List<Views.RevisionItem> revisions, int page, int limit, int total) {}

    @GET
    @Operation(summary = "List revisions", description = "Newest first.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("id") String id,
            @DefaultValue("1") @QueryParam("page") int page,
            @Parameter(description = "1 to 200") @DefaultValue("50") @QueryParam("limit") int limit) {
        Pages.check(page, limit);
        var all = histories.revisions(Versions.id(id)).stream()
                .map(Views.RevisionItem::of)
                .sorted(Collections.reverseOrder(Comparator.comparingLong(Views.RevisionItem::number)))
                .toList();
        return new Page(Pages.of(all, page, limit), page, limit, all.size());
    }

    @GET
    @Path("verify")
    @Operation(summary = "Prove the history", description = "Computes the chains of revisions and audit anew.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.ProofView.class)))
    public Views.ProofView verify(@PathParam("id") String id) {
        return Views.ProofView.of(histories.verify(Versions.id(id)));
    }

    @GET
    @Path("{hash}")
    @Produces(Bodies.PROMPTY)
    @Operation(summary = "Get a revision's text")
    @APIResponse(responseCode = "404", description = "No such revision")
    public String text(@PathParam("id") String id, @PathParam("hash") String hash) {
        return histories.revision(Versions.id(id), hash).text();
    }

    @GET
    @Path("{hash}/diff")
    @Produces("text/x-diff")
    @Operation(summary = "Compare two revisions", description = "From the other one to this one, as a unified diff.")
    public String diff(
            @PathParam("id") String id,
            @PathParam("hash") String hash,
            @Parameter(description = "the other revision's hash") @QueryParam("with") String with) {
        if (with == null || with.isBlank()) {
            throw Bodies.notValid("with: the hash of the other revision is needed");
        }
        var persona = Versions.id(id);
        var newer = histories.revision(persona, hash);
        var older = histories.revision(persona, with);
        var before = older.text().lines().toList();
        var patch = DiffUtils.diff(before, newer.text().lines().toList());
        return String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                id + " " + older.number(), id + " " + newer.number(), before, patch, LINES_AROUND))
                + "\n";
    }
}
