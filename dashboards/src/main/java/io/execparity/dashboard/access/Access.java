package io.execparity.dashboard.access;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people who may use a server: their tokens, their sessions, and what a provider says of them. */
public final class Access {
    private static final int MOST_SESSIONS = 1_000;

    private final AccessSettings settings;
    private final Clock clock;
    private final Person owner;
    private final Expiring<Session> sessions;
    private final FailedAttempts attempts;
    private final @Nullable OpenIdLogin openId;
    private volatile @Nullable TokenFile tokens;

    /**
     * Reads what the settings name.
     *
     * @param owner who everybody is where nobody has to say
     * @throws IOException where a file cannot be used
     */
    public Access(AccessSettings settings, String owner, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.owner = new Person(owner, Role.ANALYST);
        sessions = new Expiring<>(MOST_SESSIONS, Session::until, clock);
        attempts = new FailedAttempts(clock);
        openId = settings.openId().isPresent()
                ? new OpenIdLogin(settings.openId().get(), clock)
                : null;
        reload();
    }

    /**
     * Reads the file of tokens again.
     *
     * @throws IOException where it cannot be used; what it said before then holds
     */
    public void reload() throws IOException {
        if (settings.tokens().isPresent()) {
            tokens = TokenFile.read(settings.tokens().get());
        }
    }

    /** Who everybody is, where nobody has to say. */
    public Optional<Person> anybody() {
        return settings.isOpen() ? Optional.of(owner) : Optional.empty();
    }

    public boolean hasTokens() {
        return tokens != null;
    }

    /** The provider, where there is one. */
    public Optional<OpenIdLogin> openId() {
        return Optional.ofNullable(openId);
    }

    /**
     * Whose token this is.
     *
     * @param address from which it came, in digits
     * @throws LoginRefusedException where too many came from there that were nobody's
     */
    public Optional<Person> byToken(String token, String address) throws LoginRefusedException {
        admit(address);
        TokenFile known = tokens;
        Optional<Person> person = known == null ? Optional.empty() : known.owner(token);
        if (person.isEmpty()) {
            attempts.failed(address);
        }
        return person;
    }

    /** Refuses whoever failed too often. */
    private void admit(String address) throws LoginRefusedException {
        if (!attempts.mayTry(address)) {
            throw new LoginRefusedException("Too many attempts failed from this address; wait five minutes.");
        }
    }

    /**
     * Opens a session for somebody with a token.
     *
     * @return its secret, for the browser alone
     */
    public String open(Person person) {
        return open(person, true, Optional.empty());
    }

    /**
     * Opens a session for somebody whom the provider sent.
     *
     * @return its secret, for the browser alone
     */
    public String open(OpenIdLogin.Arrived arrived) {
        return open(arrived.person(), false, arrived.leaving());
    }

    private String open(Person person, boolean byToken, Optional<URI> leaving) {
        return sessions.add(new Session(
                person, byToken, leaving, clock.millis() + settings.session().toMillis()));
    }

    /** Sends somebody to the provider. */
    public OpenIdLogin.Begun beginOpenId(URI returnAddress, String to, String address) throws LoginRefusedException {
        admit(address);
        return provider().begin(returnAddress, to);
    }

    /**
     * Lets somebody in who comes back from the provider.
     *
     * @param answer the address they came back to, with what the provider put into it
     * @param browser the secret that the browser was given when it was sent there
     */
    public OpenIdLogin.Arrived finishOpenId(URI answer, String browser, String address) throws LoginRefusedException {
        admit(address);
        try {
            return provider().finish(answer, browser);
        } catch (LoginRefusedException e) {
            attempts.failed(address);
            throw e;
        }
    }

    private OpenIdLogin provider() throws LoginRefusedException {
        if (openId == null) {
            throw new LoginRefusedException("This server knows no provider that people sign in with.");
        }
        return openId;
    }

    /** Whose session this is, while it lasts. */
    public Optional<Person> bySession(String secret) {
        return sessions.find(secret).filter(this::holds).map(Session::person);
    }

    private boolean holds(Session session) {
        TokenFile known = tokens;
        return !session.byToken() || known != null && known.knows(session.person());
    }

    /**
     * Ends a session.
     *
     * @return where to go for signing out at the provider as well
     */
    public Optional<URI> close(String secret) {
        return sessions.take(secret).flatMap(Session::leaving);
    }

    /** How long a session lasts, in seconds. */
    public int seconds() {
        return (int) settings.session().toSeconds();
    }
}
