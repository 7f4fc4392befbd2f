package dev.parley.agents.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.Tools;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The tools of this server as the earlier system's web client lists them. They are fixed while the server runs. */
@Path("agent")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"viewer", "persona-editor", "persona-approver", "operator", "talker"})
@Tag(name = "Earlier clients")
public class AgentsResource {
    private final Tools tools;

    AgentsResource() {
        this(null);
    }

    @Inject
    public AgentsResource(Tools tools) {
        this.tools = tools;
    }

    @GET
    @Operation(summary = "List tools", description = "What a persona may use, as agents that its editor can tick.")
    public Response list() {
        return ok(AgentJson.agents(tools.schemas(names())));
    }

    @GET
    @Path("refresh")
    @Operation(summary = "Read the tools anew", description = "They are fixed while the server runs: nothing to do.")
    public Response refresh() {
        return ok(JSON.createObjectBuilder().add("message", "Agents refreshed").build());
    }

    @GET
    @Path("function")
    @Operation(summary = "List tools by their parameters alone")
    public Response functions() {
        return ok(AgentJson.functions(tools.schemas(names())));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a tool")
    @APIResponse(responseCode = "200", description = "The tool")
    @APIResponse(responseCode = "404", description = "There is none; error says so")
    public Response show(@PathParam("id") String id) {
        if (!tools.names().contains(id)) {
            var error =
                    JSON.createObjectBuilder().add("error", "Agent not found").build();
            return Response.status(Status.NOT_FOUND).entity(error.toString()).build();
        }
        return ok(AgentJson.agent(tools.schemas(List.of(id)).getFirst()));
    }

    private List<String> names() {
        return tools.names().stream().sorted().toList();
    }

    private static Response ok(JsonStructure json) {
        return Response.ok(json.toString()).build();
    }
}
