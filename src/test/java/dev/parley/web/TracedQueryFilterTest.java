package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of an address is told in traces. */
class TracedQueryFilterTest {
    @ParameterizedTest
    @CsvSource({
        "key=s3cret&call=17, key=*&call=*",
        "ticket=a=b, ticket=*",
        "s3cret, *",
        "text=&page=2, text=*&page=*",
    })
    void namesAreToldAndValuesAreNot(String query, String told) {
        assertThat(TracedQueryFilter.namesOf(query)).isEqualTo(told);
    }
}
