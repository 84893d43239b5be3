package io.execparity.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.execparity.dashboard.testing.OpenIdProvider;
import io.execparity.dashboard.testing.OpenIdProvider.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in at a provider that keeps to the standard, and at one that does not. */
final class OpenIdLoginTest {
    private static final URI RETURN = URI.create("https://board.example/login/openid/return");
    private static final Pattern BACK = Pattern.compile("id=\"alice\" href=\"([^\"]+)\"");

    private static OpenIdProvider provider;
    private static OpenIdLogin login;

    @BeforeAll
    static void start() throws Exception {
        provider = OpenIdProvider.start();
        login = login(provider.issuer(), OpenIdProvider.SECRET);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void behave() {
        provider.issue(Fault.NONE, List.of("soc"));
    }

    private static OpenIdLogin login(URI issuer, String secret) throws Exception {
        return new OpenIdLogin(
                new OpenIdSettings(
                        issuer,
                        OpenIdProvider.CLIENT,
                        secret,
                        List.of("profile"),
                        "preferred_username",
                        "realm_access.roles",
                        Set.of("soc"),
                        Set.of("audit"),
                        Optional.empty()),
                Clock.systemUTC());
    }

    /** As the browser does it: the address that the provider's page leads back to. */
    private static URI signedIn(OpenIdLogin.Begun begun) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(begun.address()).build(), HttpResponse.BodyHandlers.ofString());
        Matcher back = BACK.matcher(page.body());
        assertThat(back.find()).as(page.body()).isTrue();
        return URI.create(back.group(1).replace("&amp;", "&"));
    }

    @Test
    void whoeverTheProviderKnowsIsLetInWithTheRoleOfTheirGroup() throws Exception {
        // When
        OpenIdLogin.Begun begun = login.begin(RETURN, "/findings?rule=x");
        OpenIdLogin.Arrived arrived = login.finish(signedIn(begun), begun.browser());
        provider.issue(Fault.NONE, List.of("others", "audit"));
        OpenIdLogin.Begun second = login.begin(RETURN, "/");
        OpenIdLogin.Arrived viewer = login.finish(signedIn(second), second.browser());

        // Then
        assertThat(arrived.to()).isEqualTo("/findings?rule=x");
        assertThat(arrived.person()).isEqualTo(new Person("alice (127.0.0.1)", Role.ANALYST));
        assertThat(viewer.person().role()).isEqualTo(Role.VIEWER);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aTokenThatDoesNotHoldLetsNobodyIn(Fault fault) throws Exception {
        provider.issue(fault, List.of("soc"));
        OpenIdLogin.Begun begun = login.begin(RETURN, "/");
        URI answer = signedIn(begun);

        assertThatThrownBy(() -> login.finish(answer, begun.browser()))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("does not hold");
    }

    @Test
    void whoHasNoGroupOfThisServerIsNotLetIn() throws Exception {
        provider.issue(Fault.NONE, List.of("others"));
        OpenIdLogin.Begun begun = login.begin(RETURN, "/");
        URI answer = signedIn(begun);

        assertThatThrownBy(() -> login.finish(answer, begun.browser()))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("no role");
    }

    @Test
    void anAnswerHoldsOnceAndForTheBrowserThatAsked() throws Exception {
        // Given
        OpenIdLogin.Begun begun = login.begin(RETURN, "/");
        URI answer = signedIn(begun);
        OpenIdLogin.Begun anothers = login.begin(RETURN, "/");
        URI stolen = signedIn(anothers);

        // When
        login.finish(answer, begun.browser());

        // Then
        assertThatThrownBy(() -> login.finish(answer, begun.browser())).hasMessageContaining("used before");
        assertThatThrownBy(() -> login.finish(stolen, begun.browser())).hasMessageContaining("another browser");
        assertThatThrownBy(() -> login.finish(URI.create(RETURN + "?code=x&state=made-up"), begun.browser()))
                .hasMessageContaining("begin again");
    }

    @Test
    void anAnswerOfAnotherProviderIsRefused() throws Exception {
        OpenIdLogin.Begun begun = login.begin(RETURN, "/");
        String answer = signedIn(begun).toString();
        URI mixed = URI.create(answer.replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Felsewhere.example"));

        assertThatThrownBy(() -> login.finish(mixed, begun.browser())).hasMessageContaining("another provider");
    }

    @Test
    void aProviderThatSaysNoOrKnowsAnotherSecretLetsNobodyIn() throws Exception {
        OpenIdLogin.Begun begun = login.begin(RETURN, "/");
        String answer = signedIn(begun).toString();
        URI denied = URI.create(answer.replaceFirst("code=[^&]+", "error=access_denied"));
        OpenIdLogin stranger = login(provider.issuer(), "another secret");
        OpenIdLogin.Begun strangers = stranger.begin(RETURN, "/");
        URI granted = signedIn(strangers);

        assertThatThrownBy(() -> login.finish(denied, begun.browser())).hasMessageContaining("did not sign you in");
        assertThatThrownBy(() -> stranger.finish(granted, strangers.browser())).hasMessageContaining("does not hold");
    }

    @Test
    void aProviderThatIsNotThereIsSaidInOneSentence() throws Exception {
        OpenIdLogin nowhere = login(URI.create("http://127.0.0.1:1"), "secret");

        assertThatThrownBy(() -> nowhere.begin(RETURN, "/"))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("cannot be reached");
    }
}
