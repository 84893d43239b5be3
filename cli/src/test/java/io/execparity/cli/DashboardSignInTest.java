package io.execparity.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.sun.net.httpserver.HttpServer;
import io.execparity.dashboard.testing.OpenIdProvider;
import io.execparity.dashboard.testing.OpenIdProvider.Fault;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at a browser who have to say who they are. */
final class DashboardSignInTest {
    private static final String REFUSED = "status of 40";

    @TempDir
    private static Path folder;

    private static OpenIdProvider provider;
    private static SecuredBoard board;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        provider = OpenIdProvider.start();
        board = SecuredBoard.overTls(Files.createDirectory(folder.resolve("tls")), provider);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        board.close();
        provider.close();
    }

    private static void signIn(Visit visit, String token) {
        visit.all("#token").fill(token);
        visit.click("#sign-in");
        visit.page().waitForSelector("#who");
        visit.settled();
    }

    @Test
    void anAnalystSignsInWithATokenWhereTheyWantedToGoAndIsNamedInWhatTheyDo() {
        try (Visit visit = Visit.at(chromium.browser(), board.origin())) {
            // Given
            visit.to("/findings?rule=parity-break");
            assertThat(visit.all("table").count()).isZero();
            assertThat(new AxeBuilder(visit.page()).analyze().getViolations()).isEmpty();

            // When
            visit.all("#token").fill("guessed");
            visit.click("#sign-in");
            PlaywrightAssertions.assertThat(visit.all("[role=alert]")).containsText("no such token");
            signIn(visit, board.anna());

            // Then
            assertThat(visit.text("#who")).isEqualTo("anna, analyst");
            assertThat(visit.address()).isEqualTo("/findings?rule=parity-break");
            assertThat(visit.all("tbody tr").count()).isEqualTo(SecuredBoard.FINDINGS);
            assertThat(visit.page().evaluate("document.cookie")).isEqualTo("");

            // When
            visit.click("tbody input[type=checkbox]");
            visit.click("#acknowledge");
            visit.page().waitForSelector(".toast");
            visit.to("/activity");

            // Then
            assertThat(visit.text("tbody tr")).contains("anna");

            // When
            visit.click("#sign-out");
            visit.page().waitForSelector("#token");
            visit.to("/findings");

            // Then
            assertThat(visit.all("table").count()).isZero();
            visit.forgive(REFUSED);
        }
    }

    @Test
    void aViewerSeesTheSameAndNoButtonThatChangesAnything() {
        try (Visit visit = Visit.at(chromium.browser(), board.origin())) {
            // When
            visit.to("/findings?status=any&attention=any");
            signIn(visit, board.vera());

            // Then
            assertThat(visit.all("tbody tr").count()).isEqualTo(SecuredBoard.FINDINGS);
            assertThat(visit.all("#acknowledge, #close-as, #reopen, tbody input")
                            .count())
                    .isZero();

            // When
            visit.click("td.sentence a");
            visit.page().waitForURL("**/findings/*");
            visit.settled();

            // Then
            assertThat(visit.all("h1.sentence").count()).isEqualTo(1);
            assertThat(visit.all("#acknowledge, #close-as, #suppress, #suppress-dialog")
                            .count())
                    .isZero();
        }
    }

    @Test
    void somebodyOfTheProviderComesBackToTheSamePageAndSignsOutThereAsWell() {
        provider.issue(Fault.NONE, List.of("audit"));
        try (Visit visit = Visit.at(chromium.browser(), board.origin())) {
            // When
            visit.to("/findings?status=any&sort=oldest");
            visit.page().click("#openid");
            visit.page().locator("#alice").click();
            visit.page().waitForSelector("#who");
            visit.settled();

            // Then
            assertThat(visit.text("#who")).isEqualTo("alice (127.0.0.1), viewer");
            assertThat(visit.address()).isEqualTo("/findings?status=any&sort=oldest");

            // When
            visit.page().click("#sign-out");
            visit.page().waitForSelector("#token");

            // Then
            assertThat(visit.settled().address()).isEqualTo("/");
            assertThat(provider.left()).containsExactly(OpenIdProvider.SUBJECT);
            visit.forgive("asked " + provider.issuer());
            visit.forgive(REFUSED);
        }
    }

    @Test
    void whoeverTheProviderGivesNoRoleIsToldSo() {
        provider.issue(Fault.NONE, List.of("others"));
        try (Visit visit = Visit.at(chromium.browser(), board.origin())) {
            visit.to("/");
            visit.page().click("#openid");
            visit.page().locator("#alice").click();

            PlaywrightAssertions.assertThat(visit.all("[role=alert]")).containsText("gives you no role here");
            visit.forgive("asked " + provider.issuer());
            visit.forgive(REFUSED);
        }
    }

    @Test
    void aSessionThatIsOverAsksAgainAndGoesOnThere() throws Exception {
        try (SecuredBoard brief =
                        SecuredBoard.inTheClear(Files.createDirectory(folder.resolve("brief")), Duration.ofSeconds(4));
                Visit visit = Visit.at(chromium.browser(), brief.origin())) {
            // Given
            visit.to("/findings");
            signIn(visit, brief.vera());

            // When
            visit.page().waitForTimeout(4_100);
            visit.page().locator("nav.main a[href='/activity']").click();
            visit.page().waitForSelector("#token");

            // Then
            assertThat(visit.address()).isEqualTo("/activity");
            signIn(visit, brief.vera());
            assertThat(visit.text("h1")).isEqualTo("Activity");
            visit.forgive(REFUSED);
        }
    }

    @Test
    void anotherSitesPageWritesNothingForWhoeverIsSignedIn() throws Exception {
        try (SecuredBoard own =
                SecuredBoard.inTheClear(Files.createDirectory(folder.resolve("lured")), Duration.ofMinutes(5))) {
            // Same site to a browser, as any other port of this machine is: its cookies do go along.
            HttpServer lure = lure(own.origin());
            try (Visit visit = Visit.at(chromium.browser(), own.origin())) {
                // Given
                visit.to("/findings?status=any&attention=any");
                signIn(visit, own.anna());
                String id =
                        visit.all("td.sentence a").first().getAttribute("id").substring(2);

                // When
                visit.page().navigate("http://localhost:" + lure.getAddress().getPort() + "/?" + id);
                visit.page().waitForFunction("() => document.title === 'done'");
                String said = visit.page().locator("#said").innerText();
                Page formed = visit.page()
                        .waitForPopup(() -> visit.page().locator("#form button").click());
                formed.waitForURL("**/api/v1/triage/mark");

                // Then
                assertThat(said).isEqualTo("refused, refused, refused");
                assertThat(formed.content()).contains("only pages of this server may write");
                assertThat(own.activity()).doesNotExist();
                visit.forgive("");
            } finally {
                lure.stop(0);
            }
        }
    }

    /** A page that tries to have a finding closed: as scripts may without asking, with asking, by a form; and to read. */
    private static HttpServer lure(String origin) throws Exception {
        String page = """
                <!doctype html><title>lure</title><link rel="icon" href="data:,"><p id="said"></p>
                <form id="form" method="post" target="_blank" enctype="text/plain" action="ORIGIN/api/v1/triage/mark"><input name="x"><button>win</button></form>
                <script>
                const body = JSON.stringify({ ids: [location.search.slice(1)], status: 'closed', resolution: 'expected' });
                const refused = () => 'refused';
                Promise.all([
                  fetch('ORIGIN/api/v1/triage/mark', { method: 'POST', mode: 'no-cors', credentials: 'include', body }).then(answer => answer.type, refused),
                  fetch('ORIGIN/api/v1/triage/mark', { method: 'POST', credentials: 'include', body, headers: { 'X-ExecParity-Write': '1' } }).then(answer => answer.status, refused),
                  fetch('ORIGIN/api/v1/findings', { credentials: 'include' }).then(answer => answer.status, refused),
                ]).then(all => { document.getElementById('said').textContent = all.join(', '); document.title = 'done'; });
                </script>
                """.replace("ORIGIN", origin);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = page.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
