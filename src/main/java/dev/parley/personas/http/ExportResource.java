package dev.parley.personas.http;

import dev.parley.personas.NodePersonas;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All personas as files, as they could be seeds of another server. */
@Path("v1/personas/export")
@RequestScoped
@Tag(name = "Personas")
@RolesAllowed({Roles.EDITOR, Roles.APPROVER})
public class ExportResource {
    private final NodePersonas node;

    ExportResource() {
        this(null);
    }

    @Inject
    public ExportResource(NodePersonas node) {
        this.node = node;
    }

    @GET
    @Produces("application/zip")
    @Operation(
            summary = "Export all personas",
            description =
                    "A zip: id.prompty as published, drafts/id.prompty, numbers.json with the numbers and the default.")
    public Response export() {
        var heads = node.heads();
        var numbers = Json.line(Views.Numbers.of(node.catalog()));
        StreamingOutput zip = out -> {
            try (var files = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                for (var head : heads) {
                    if (head.published().isPresent()) {
                        add(
                                files,
                                head.id() + ".prompty",
                                head.published().get().text());
                    }
                    if (head.draft().isPresent()) {
                        add(
                                files,
                                "drafts/" + head.id() + ".prompty",
                                head.draft().get().text());
                    }
                }
                add(files, "numbers.json", numbers);
            }
        };
        return Response.ok(zip)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personas.zip\"")
                .build();
    }

    private static void add(ZipOutputStream files, String name, String text) throws IOException {
        files.putNextEntry(new ZipEntry(name));
        files.write(text.getBytes(StandardCharsets.UTF_8));
        files.closeEntry();
    }
}
