package dev.parley.emulator.cosmos.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.emulator.cosmos.store.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static final JsonObject HEAD =
            json("{'id':'a','type':'head','n':3,'live':true,'none':null,'by':{'name':'Ada'}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM c",
                "select * from root where root.id = 'a'",
                "SELECT * FROM c WHERE c.type = @type AND c.n >= 3 AND c.n < 3.5",
                "SELECT * FROM c WHERE c[\"by\"].name = \"Ada\" AND c.live = true AND c.none = null",
                "SELECT * FROM c WHERE ( (c.id = 'x' AND c.type = @type ) OR (c.id = 'a' AND c.type = @type) )",
                "SELECT * FROM c WHERE c.id IN ( 'x', 'a' )",
                "SELECT TOP 3 * FROM c WHERE c.type = @type ORDER BY c.n DESC"
            })
    void findsWhatFits(String query) {
        assertThat(Query.parse(query, Map.of("@type", JsonText.text("head"))).test(HEAD))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM c WHERE c.n = '3'",
                "SELECT * FROM c WHERE c.n < 'x'",
                "SELECT * FROM c WHERE c.missing = null",
                "SELECT * FROM c WHERE c.by.name.first = 'Ada'",
                "SELECT * FROM c WHERE c.live > false"
            })
    void whatIsOfAnotherTypeOrMissingFitsNothing(String query) {
        assertThat(Query.parse(query, Map.of()).test(HEAD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT c.id FROM c",
                "SELECT * FROM c WHERE c.n != 3",
                "SELECT * FROM c WHERE NOT c.live",
                "SELECT * FROM c ORDER BY c.n",
                "SELECT TOP 3 * FROM c",
                "SELECT TOP 0 * FROM c ORDER BY c.n",
                "SELECT TOP 3 * FROM c ORDER BY c.n, c.id",
                "SELECT * FROM c WHERE c.type = @missing",
                "SELECT * FROM c JOIN t IN c.tags",
                "SELECT * FROM c WHERE d.n = 3",
                "SELECT * FROM c WHERE c.n = 3; DROP"
            })
    void refusesAllElse(String query) {
        assertThatThrownBy(() -> Query.parse(query, Map.of())).isInstanceOf(UnsupportedQueryException.class);
    }

    @Test
    void aRefusalDoesNotRepeatLiterals() {
        assertThatThrownBy(() -> Query.parse("SELECT * FROM c WHERE 'my secret' = c.n", Map.of()))
                .hasMessageNotContaining("secret");
    }

    @Test
    void theConditionOfAPatchBeginsWithItsSource() {
        assertThat(Query.parseCondition("FROM c WHERE c.n = 3").test(HEAD)).isTrue();
        assertThat(Query.parseCondition("from c where c.n = 4").test(HEAD)).isFalse();
    }

    private static JsonObject json(String text) {
        return JsonText.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }
}
