package dev.parley.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.parley.config.SecuritySettings;
import dev.parley.config.SecuritySettings.Guests;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides who is there, by path: who may vouch for callbacks of ACS is not who may vouch for users of the API. Thread-safe.
 */
@ApplicationScoped
public class Doorkeeper {
    static final String ANSWER = "/api/v1/calls/answer";
    static final String CALLBACKS = "/api/v1/calls/callbacks";
    static final String MEDIA = "/api/v1/media/stream";
    static final String CONSOLE = "/console";
    static final String SIGN_IN = CONSOLE + "/sign-in";
    static final String SETUP = "/setup";
    static final String TALK = "/talk";
    private static final String PERSONAS = "/api/v1/personas";
    private static final String TICKETS = "/api/v1/tickets";
    private static final Set<String> OPEN = Set.of("/api/v1/health", "/api/v1/readiness");
    private static final Set<JWSAlgorithm> OF_ACS = Set.of(JWSAlgorithm.RS256); // ACS, secure webhook page
    private static final Set<JWSAlgorithm> OF_API =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final Set<String> TOKENS = Set.of("/api/token", "/api/token/personas");
    private static final String TALK_PERSONAS = "/api/v1/talk/personas";

    /** Nothing of ours needs more in a path; what does may be an attempt to look like another path. */
    private static final Pattern PLAIN = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?");

    /** Whom one can talk to: clients of the earlier system ask for it without credentials. */
    private static final Pattern CONFIGURATIONS = Pattern.compile("/api/configuration(/[^/]+)?");

    /** Its tools, and what a browser asks of them for its own voice socket. */
    private static final Pattern AGENTS = Pattern.compile("/api/agent(/[^/]+)?");

    private static final Pattern THIS_MACHINE = Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

    private static final Verdict UNKNOWN = new Verdict.Refused(401, "Nobody vouches for this request.");

    private final SecuritySettings settings;
    private final Optional<SignedTokens> acsTokens;
    private final Optional<SignedTokens> apiTokens;
    private final MediaKeys mediaKeys;
    private final SocketTickets tickets;
    private final Passwords passwords;
    private final GuestNames guests;

    Doorkeeper() {
        this(null, Optional.empty(), Optional.empty(), null, null, null);
    }

    @Inject
    public Doorkeeper(Settings settings, MediaKeys mediaKeys, SocketTickets tickets, Passwords passwords) {
        this(
                settings.security(),
                settings.acs().map(acs -> new SignedTokens(acs.issuer(), acs.resourceId(), acs.jwks(), OF_ACS)),
                settings.security()
                        .tokens()
                        .map(api -> new SignedTokens(api.issuer(), api.audience(), api.jwks(), OF_API)),
                mediaKeys,
                tickets,
                passwords);
    }

    Doorkeeper(
            SecuritySettings settings,
            Optional<SignedTokens> acsTokens,
            Optional<SignedTokens> apiTokens,
            MediaKeys mediaKeys,
            SocketTickets tickets,
            Passwords passwords) {
        this.settings = settings;
        this.acsTokens = acsTokens;
        this.apiTokens = apiTokens;
        this.mediaKeys = mediaKeys;
        this.tickets = tickets;
        this.passwords = passwords;
        this.guests = new GuestNames(Optional.ofNullable(settings)
                .flatMap(SecuritySettings::eventGridKey)
                .orElse(""));
    }

    /** Fetches the keys of all who sign tokens; false while one is missing. Blocks for the fetches, a few seconds each. */
    boolean warm() {
        return Stream.of(acsTokens, apiTokens).flatMap(Optional::stream).allMatch(SignedTokens::warm);
    }

    public Verdict judge(Knock knock) {
        if (!PLAIN.matcher(knock.path()).matches()) {
            return new Verdict.Refused(400, "The path has characters that no path here needs.");
        }
        var path = knock.path().replaceAll("/$", "");
        return switch (path) {
            case CALLBACKS -> acs(knock);
            case ANSWER -> eventGrid(knock);
            case SETUP -> api(path, knock);
            case MEDIA -> media(knock);
            case SIGN_IN, SIGN_IN + ".xhtml" -> page(knock);
            case TALK, TALK + ".xhtml" -> talkPage(knock);
            default -> elsewhere(path, knock);
        };
    }

    private Verdict elsewhere(String path, Knock knock) {
        if (BrowserSockets.has(path)) {
            return socket(path, knock);
        }
        if (isForGuests(path, knock) && knock.authorization().isEmpty() && !isOfConsole(knock)) {
            return guest(knock);
        }
        if (path.startsWith("/api/")) {
            return OPEN.contains(path) ? new Verdict.Open() : api(path, knock);
        }
        boolean console = path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
        return console && knock.signedIn().isEmpty() ? new Verdict.SignInFirst() : page(knock);
    }

    /** What clients ask for that send no credential. */
    private static boolean isForGuests(String path, Knock knock) {
        return switch (knock.method()) {
            case "GET" ->
                TOKENS.contains(path)
                        || path.equals(TALK_PERSONAS)
                        || CONFIGURATIONS.matcher(path).matches()
                        || AGENTS.matcher(path).matches();
            case "POST" -> path.equals(TICKETS) || AGENTS.matcher(path).matches();
            default -> false;
        };
    }

    private static boolean isOfConsole(Knock knock) {
        return knock.ofOurScripts() && knock.signedIn().isPresent();
    }

    /** The first credential that is there counts. A page of a foreign origin gets none in by what the browser sends for it. */
    private Verdict socket(String path, Knock knock) {
        boolean foreign = knock.origin().isPresent() && !knock.fromOwnOrigin() && !isListed(knock);
        if (foreign) {
            return UNKNOWN;
        }
        var ticket = knock.ticket().or(() -> knock.credential("Bearer").filter(key -> !isSigned(key)));
        if (ticket.isPresent()) {
            return tickets.take(ticket.get(), path).<Verdict>map(user -> user).orElse(UNKNOWN);
        }
        if (knock.authorization().isPresent()) {
            return api(path, knock);
        }
        return knock.fromOwnOrigin() && knock.signedIn().isPresent()
                ? knock.signedIn().get()
                : guest(knock);
    }

    /** A token of JOSE has parts between dots (RFC 7515 §7.1), a ticket has none: clients that know but one key send either as a bearer's. */
    private static boolean isSigned(String bearer) {
        return bearer.contains(".");
    }

    private boolean isListed(Knock knock) {
        return knock.origin().filter(settings.origins()::contains).isPresent();
    }

    /** Who has signed in is known everywhere: a session belongs to its user also where nobody needs one. */
    private static Verdict page(Knock knock) {
        return knock.signedIn().<Verdict>map(user -> user).orElse(new Verdict.Open());
    }

    /**
     * Open to guests where they are welcome; a browser names no origin when somebody goes to a page. The page has a session, which must
     * not be that of a guest: nobody else could sign in with it.
     */
    private Verdict talkPage(Knock knock) {
        if (knock.signedIn().isPresent()) {
            return knock.signedIn().get();
        }
        return guest(knock) instanceof Verdict.Admitted ? new Verdict.Open() : new Verdict.SignInFirst();
    }

    private Verdict acs(Knock knock) {
        var claims = knock.credential("Bearer").flatMap(token -> acsTokens.flatMap(acs -> acs.verified(token)));
        return claims.isPresent() ? new Verdict.Admitted("acs", Set.of()) : UNKNOWN;
    }

    private Verdict eventGrid(Knock knock) {
        var given = knock.key().orElse("");
        boolean right = settings.eventGridKey()
                .filter(key -> Passwords.same(key, given))
                .isPresent();
        return right ? new Verdict.Admitted("event-grid", Set.of()) : UNKNOWN;
    }

    private Verdict media(Knock knock) {
        if (knock.key().isEmpty() && knock.authorization().isEmpty()) {
            return guest(knock);
        }
        var vouched = acs(knock);
        return vouched instanceof Verdict.Admitted
                        && knock.key().filter(mediaKeys::opens).isEmpty()
                ? new Verdict.Refused(403, "There is no such call.")
                : vouched;
    }

    /** A page in a browser of this machine comes from loopback too, hence the look at its origin. */
    private Verdict guest(Knock knock) {
        boolean knownOrigin = isListed(knock);
        boolean welcome = settings.guests() == Guests.LOOPBACK
                        && knock.fromLoopback()
                        && (knock.origin().isEmpty() || knownOrigin || isOfThisMachine(knock))
                || settings.guests() == Guests.ORIGINS && knownOrigin;
        return welcome ? new Verdict.Admitted(guests.of(knock.address()), Set.of("talker")) : UNKNOWN;
    }

    /** A page of this server, opened by this machine's own address: of any other name nobody knows whose it is. */
    private static boolean isOfThisMachine(Knock knock) {
        return knock.fromOwnOrigin()
                && knock.origin()
                        .filter(page -> THIS_MACHINE.matcher(page).matches())
                        .isPresent();
    }

    private Verdict api(String path, Knock knock) {
        var bearer = knock.credential("Bearer");
        if (bearer.isPresent()) {
            return apiTokens
                    .flatMap(tokens -> tokens.verified(bearer.get()))
                    .<Verdict>map(claims -> new Verdict.Admitted(name(claims), roles(claims)))
                    .orElse(UNKNOWN);
        }
        var basic = knock.credential("Basic");
        if (basic.isPresent()) {
            return basic(basic.get(), knock.address());
        }
        return knock.ofOurScripts() && isForOurPages(path)
                ? knock.signedIn().<Verdict>map(user -> user).orElse(UNKNOWN)
                : UNKNOWN;
    }

    /** What scripts of the console and of the talk page ask for. */
    private static boolean isForOurPages(String path) {
        return path.startsWith(PERSONAS) || path.equals(TICKETS) || path.equals(TALK_PERSONAS) || TOKENS.contains(path);
    }

    private Verdict basic(String credential, String address) {
        String[] parts;
        try {
            parts = new String(Base64.getDecoder().decode(credential), StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
        if (parts.length != 2) {
            return UNKNOWN;
        }
        var answer = passwords.check(parts[0], parts[1], address);
        if (answer instanceof Passwords.Answer.Right right) {
            return right.user();
        }
        return answer instanceof Passwords.Answer.Wait
                ? new Verdict.Refused(429, "Too many wrong passwords; wait a minute.")
                : UNKNOWN;
    }

    private static String name(JWTClaimsSet claims) {
        return Optional.ofNullable(claims.getSubject()).orElse("token");
    }

    /** The claim may be a list, or words in one string. */
    private Set<String> roles(JWTClaimsSet claims) {
        var claim = settings.tokens().orElseThrow().rolesClaim();
        try {
            return claims.getClaim(claim) instanceof List<?>
                    ? new HashSet<>(claims.getStringListClaim(claim))
                    : Optional.ofNullable(claims.getStringClaim(claim))
                            .map(words -> Set.copyOf(Arrays.asList(words.strip().split("[\\s,]+"))))
                            .orElse(Set.of());
        } catch (ParseException e) {
            return Set.of(); // a claim of another shape grants nothing
        }
    }
}
