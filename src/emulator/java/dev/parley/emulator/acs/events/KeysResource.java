package dev.parley.emulator.acs.events;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The documents by which a server verifies callbacks and media sockets. */
@Path("calling")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    private final SigningKeys keys;

    @Inject
    public KeysResource(SigningKeys keys) {
        this.keys = keys;
    }

    KeysResource() {
        this(null);
    }

    @GET
    @Path("keys")
    public String published() {
        return keys.published();
    }

    @GET
    @Path(".well-known/acsopenidconfiguration")
    public JsonObject openIdConfiguration(@Context UriInfo uri) {
        return JSON.createObjectBuilder()
                .add("issuer", SigningKeys.ISSUER)
                .add(
                        "jwks_uri",
                        uri.getBaseUriBuilder().path("calling/keys").build().toString())
                .add(
                        "id_token_signing_alg_values_supported",
                        JSON.createArrayBuilder().add("RS256"))
                .build();
    }
}
