package dev.parley.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SecuritySettings;
import dev.parley.config.SecuritySettings.DemoUser;
import dev.parley.config.SecuritySettings.Guests;
import dev.parley.security.Passwords.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who guesses passwords is slowed down, and nobody else. */
class PasswordsTest {
    private static final String HERE = "192.0.2.1";

    private Duration now = Duration.ZERO;
    private final Passwords passwords = new Passwords(
            new SecuritySettings(
                    Guests.OFF,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("ann", new DemoUser("secret", Set.of("viewer")))),
            (user, password) -> Optional.empty(),
            () -> now.toNanos());

    @Test
    void aForgetfulUserTriesFiveTimesAtOnce() {
        guess(4);

        assertThat(check("ann", "secret", HERE)).isInstanceOf(Answer.Right.class);
    }

    @Test
    void afterFiveWrongOnesEvenTheRightPasswordIsNotLookedAtForAWhile() {
        guess(5);

        assertThat(check("ann", "secret", HERE)).isEqualTo(new Answer.Wait(Duration.ofSeconds(2)));
        now = now.plusSeconds(2);
        assertThat(check("ann", "secret", HERE)).isInstanceOf(Answer.Right.class);
    }

    @Test
    void eachFurtherGuessCostsTwiceAsMuchUpToAMinute() {
        guess(5);
        for (long pause : new long[] {2, 4, 8, 16, 32, 60, 60}) {
            assertThat(check("ann", "wrong", HERE)).isEqualTo(new Answer.Wait(Duration.ofSeconds(pause)));
            now = now.plusSeconds(pause);
            assertThat(check("ann", "wrong", HERE)).isInstanceOf(Answer.Wrong.class);
        }
    }

    @Test
    void guessesFromElsewhereSlowNobodyElseDown() {
        guess(5);

        assertThat(check("ann", "secret", "192.0.2.2")).isInstanceOf(Answer.Right.class);
    }

    @Test
    void theRightPasswordAndAQuarterOfAnHourForgetWhatWasWrong() {
        guess(4);
        check("ann", "secret", HERE);
        guess(4);
        now = now.plusMinutes(16);
        guess(4);

        assertThat(check("ann", "secret", HERE)).isInstanceOf(Answer.Right.class);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(check("Ann", "wrong", HERE)).isInstanceOf(Answer.Wrong.class);
        }
    }

    private Answer check(String name, String password, String address) {
        return passwords.check(name, password, address);
    }
}
