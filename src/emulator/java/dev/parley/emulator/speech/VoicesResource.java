package dev.parley.emulator.speech;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The list of voices, a few of the service's; synthesis takes any name. */
@Path("cognitiveservices/voices/list")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoicesResource {
    @GET
    public JsonArray list() {
        return JSON.createArrayBuilder()
                .add(voice("en-US", "AvaMultilingualNeural", "Female"))
                .add(voice("en-US", "AndrewMultilingualNeural", "Male"))
                .add(voice("en-US", "JennyNeural", "Female"))
                .add(voice("en-GB", "SoniaNeural", "Female"))
                .add(voice("de-DE", "KatjaNeural", "Female"))
                .add(voice("de-DE", "ConradNeural", "Male"))
                .add(voice("fr-FR", "DeniseNeural", "Female"))
                .add(voice("es-ES", "ElviraNeural", "Female"))
                .build();
    }

    private static JsonObject voice(String locale, String name, String gender) {
        String shown = name.replace("MultilingualNeural", "").replace("Neural", "");
        return JSON.createObjectBuilder()
                .add("Name", "Microsoft Server Speech Text to Speech Voice (" + locale + ", " + name + ")")
                .add("DisplayName", shown)
                .add("LocalName", shown)
                .add("ShortName", locale + "-" + name)
                .add("Gender", gender)
                .add("Locale", locale)
                .add("SampleRateHertz", "24000")
                .add("VoiceType", "Neural")
                .add("Status", "GA")
                .build();
    }
}
