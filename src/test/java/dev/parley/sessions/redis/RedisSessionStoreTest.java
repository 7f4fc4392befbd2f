package dev.parley.sessions.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.config.SessionSettings;
import dev.parley.sessions.CallMark;
import dev.parley.sessions.SessionStore;
import dev.parley.sessions.SessionStoreContract;
import dev.parley.sessions.SessionStoreUnavailable;
import dev.parley.sessions.Ticket;
import dev.parley.sessions.UnreadableSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.args.ClientPauseMode;

/** The session store on a real redis-server. */
class RedisSessionStoreTest extends SessionStoreContract {
    /** Twenty times the store's timeout. */
    private static final Duration SILENT = Duration.ofSeconds(10);
    /** Three times the timeout. */
    private static final Duration IN_TIME = Duration.ofMillis(1_500);

    private static RedisProcess redis;
    private static RedisSessionStore store;
    private static JedisPooled client;

    @BeforeAll
    static void start() {
        redis = new RedisProcess();
        client = new JedisPooled(redis.url());
        store = new RedisSessionStore(
                new SessionSettings(Optional.of(redis.url()), Duration.ofMillis(500), "parley-test"));
    }

    @AfterAll
    static void stop() {
        store.close();
        client.close();
        redis.close();
    }

    @AfterEach
    void empty() {
        client.getPool().clear(); // a test may have stopped the server
        client.flushAll();
    }

    @Override
    protected SessionStore store() {
        return store;
    }

    @Test
    void everyKeyHasOurPrefixAndATimeToLiveAndNoneTellsTheMediaKey() {
        store.keep(plan("c1", "secret"), LONG);
        store.claim("delivery:1", LONG);
        store.keepTicket("secret", new Ticket("ada", Set.of("talker"), "/voice"), LONG);
        store.mark("c1", Map.of(CallMark.CONNECTION, "CC1"), LONG);
        store.remember(snapshot("c1", 1), "a", LONG);

        assertThat(client.keys("*")).hasSize(8).allSatisfy(key -> {
            assertThat(key).startsWith("parley-test:").doesNotContain("secret");
            assertThat(client.pttl(key)).isBetween(1L, LONG.toMillis());
        });
    }

    @Test
    void whatAnotherVersionWroteIsRefusedWithAReason() {
        client.set("parley-test:{c1}:plan", "{\"v\":2,\"callId\":\"c1\"}");
        client.set("parley-test:{c1}:memory", "{\"v\":7}");

        assertThatThrownBy(() -> store.planByCallId("c1"))
                .isInstanceOf(UnreadableSession.class)
                .hasMessage("a call plan has version 2, this server reads version 1");
        assertThatThrownBy(() -> store.take("c1", "a", LONG))
                .isInstanceOf(UnreadableSession.class)
                .hasMessage("a conversation's memory has version 7, this server reads version 1");
    }

    @Test
    void whatIsNotOfItsFormIsRefusedWithoutRepeatingIt() {
        client.set("parley-test:{c1}:plan", "{\"v\":1,\"callId\":\"my secret\"}");
        client.set("parley-test:{c2}:plan", "my secret");

        for (var call : new String[] {"c1", "c2"}) {
            assertThatThrownBy(() -> store.planByCallId(call))
                    .isInstanceOf(UnreadableSession.class)
                    .hasNoCause()
                    .hasMessageContaining("not of its form")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aServerThatIsGoneIsReportedInTimeAndFoundAgain() {
        store.claim("before", LONG);
        redis.stop();
        long from = System.nanoTime();

        assertThatThrownBy(() -> store.claim("a", LONG)).isInstanceOf(SessionStoreUnavailable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
        redis.start();
        assertThat(store.claim("a", LONG)).isTrue();
    }

    @Test
    void aServerThatIsSilentIsReportedInTimeAndFoundAgain() {
        store.claim("before", LONG);
        try (var other = new Jedis(redis.url())) {
            // a pause of all commands is one of CLIENT UNPAUSE, too
            other.clientPause(SILENT.toMillis(), ClientPauseMode.WRITE);
            try {
                long from = System.nanoTime();

                assertThatThrownBy(() -> store.claim("a", LONG))
                        .isInstanceOf(SessionStoreUnavailable.class)
                        .hasMessage("Redis does not answer");

                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(IN_TIME);
            } finally {
                other.clientUnpause();
            }
        }
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> store.claim("b", LONG));
    }
}
