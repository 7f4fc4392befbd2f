package dev.parley.console.faces;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.NotEdited;
import dev.parley.agents.PersonaId;
import dev.parley.personas.Drafts;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A new persona: from a starting text, another persona's text, or a file. */
@Named
@RequestScoped
public class NewPage {
    private static final String STARTING =
            """
            ---
            name: %s
            displayName: ""
            description: ""
            template:
              format: {kind: jinja2}
              parser: {kind: prompty}
            parley:
              language: en-US
              greeting: Good day, how can I help you?
              tools: [end_call]
            ---
            system:
            You answer the phone. Answer in one to three short sentences, as people speak. Use no lists and no markup.
            When the caller says goodbye or wants nothing more, say goodbye and use the tool end_call.
            """;

    @Inject
    private Drafts drafts;

    @Inject
    private PersonaFormat format;

    @Inject
    private NodePersonas node;

    @Inject
    private Deeds deeds;

    private String id = "";
    private String like = "";
    private Part file;

    /** The way to the editor; null, which is here, when it was refused. */
    public String create() throws IOException {
        var wanted = PersonaId.of(id.strip());
        if (wanted.isEmpty() && !id.isBlank()) {
            deeds.wrong("An id is 1 to 64 of a-z, 0-9 and dash, such as night-desk.");
            return null;
        }
        boolean uploads = file != null && file.getSize() > 0;
        if (!uploads && wanted.isEmpty()) {
            deeds.wrong("Give it an id, or choose a file that names one.");
            return null;
        }
        var text = uploads ? uploaded() : wanted.map(this::starting);
        return text.flatMap(words -> deeds.asA(Me.EDITOR, () -> drafts.create(wanted, words, deeds.name())))
                .map(created -> {
                    deeds.doneThen("Created as a draft. Nobody hears it before it is published.");
                    return "/console/edit?faces-redirect=true&id="
                            + created.head().id();
                })
                .orElse(null);
    }

    private Optional<String> uploaded() throws IOException {
        if (file.getSize() > Drafts.LARGEST_BYTES) {
            deeds.wrong("A file of at most " + Drafts.LARGEST_BYTES / 1024 + " KB is taken.");
            return Optional.empty();
        }
        try (var content = file.getInputStream()) {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.readNBytes(Drafts.LARGEST_BYTES)))
                    .toString());
        } catch (CharacterCodingException e) {
            deeds.wrong("The file is no text in UTF-8.");
            return Optional.empty();
        }
    }

    private String starting(PersonaId wanted) {
        return PersonaId.of(like)
                .flatMap(node::find)
                .map(other -> renamed(other.head().text(), wanted))
                .orElse(STARTING.formatted(wanted));
    }

    /** A text that cannot be edited in place is taken as it is: the editor tells what is wrong with it. */
    private String renamed(String text, PersonaId wanted) {
        try {
            return format.with(text, "name", wanted.value());
        } catch (NotEdited e) {
            return text;
        }
    }

    public List<String> getOthers() {
        return node.heads().stream().map(PersonaHead::id).map(PersonaId::value).toList();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id == null ? "" : id;
    }

    public String getLike() {
        return like;
    }

    public void setLike(String like) {
        this.like = like == null ? "" : like;
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }
}
