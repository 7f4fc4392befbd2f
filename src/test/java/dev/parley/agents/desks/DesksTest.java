package dev.parley.agents.desks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.Tools.ToolContext;
import dev.parley.agents.desks.OrderDesk.NoItem;
import dev.parley.agents.desks.OrderDesk.NoOrder;
import dev.parley.agents.desks.OrderDesk.NotPlaced;
import dev.parley.agents.desks.OrderDesk.Order;
import dev.parley.agents.desks.OrderDesk.Placed;
import dev.parley.agents.desks.OrderDesk.Stock;
import dev.parley.agents.desks.ReceptionDesk.Day;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desks of the example personas, over the data that is beside them. */
class DesksTest {
    private static final Path PERSONAS = Path.of("prompty");
    private static final Clock SATURDAY = Clock.fixed(Instant.parse("2026-05-02T10:00:00Z"), ZoneOffset.UTC);

    private final OrderDesk orders = new OrderDesk(PERSONAS);
    private final ReceptionDesk reception = new ReceptionDesk(PERSONAS, SATURDAY);

    @ParameterizedTest
    @ValueSource(strings = {"A-1042", "a1042", "A 1042", "a dash 1042", "1042", "A-1042."})
    void anOrderIsFoundHoweverItsNumberWasHeard(String spoken) {
        assertThat(orders.lookUpOrder(spoken)).isInstanceOfSatisfying(Order.class, order -> {
            assertThat(order.orderId()).isEqualTo("A-1042");
            assertThat(order.status()).isEqualTo("on its way");
        });
    }

    @Test
    void anOrderThatIsNotThereIsSaidToBeMissing() {
        assertThat(orders.lookUpOrder("B 7")).isEqualTo(new NoOrder(false, "B-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk lamp", "Desk Lamps", "the desk lamp", "lamp", "lamps"})
    void anItemIsFoundByItsWords(String spoken) {
        assertThat(orders.checkStock(spoken)).isInstanceOfSatisfying(Stock.class, stock -> assertThat(stock.item())
                .isEqualTo("desk lamp"));
    }

    @Test
    void whatIsNotSoldIsAnsweredWithWhatIs() {
        assertThat(orders.checkStock("spaceship"))
                .isInstanceOfSatisfying(
                        NoItem.class, none -> assertThat(none.weSell()).contains("wool rug"));
    }

    @Test
    void anOrderPlacedTakesFromTheStockAndCanBeLookedUp() {
        var placed = (Placed) orders.placeOrder("reading chairs", 2);

        assertThat(placed.totalEuros()).isEqualTo(640);
        assertThat(((Stock) orders.checkStock("reading chair")).inStock()).isEqualTo(4);
        assertThat(((Order) orders.lookUpOrder(placed.orderId())).quantity()).isEqualTo(2);
        assertThat(orders.placeOrder("reading chair", 5))
                .isEqualTo(new NotPlaced(false, "there are not so many in stock", Optional.of(4)));
        assertThat(orders.placeOrder("reading chair", 0)).isInstanceOf(NotPlaced.class);
    }

    @Test
    void openingHoursKnowTodayAndTomorrow() {
        assertThat(reception.openingHours(Day.TODAY))
                .isEqualTo(new ReceptionDesk.Hours(
                        "Saturday", true, Optional.of("9 in the morning"), Optional.of("noon")));
        assertThat(reception.openingHours(Day.TOMORROW).open()).isFalse();
        assertThat(reception.openingHours(Day.MONDAY).opensAt()).contains("8 in the morning");
    }

    @Test
    void aMessageIsKeptWithTheCallersNumber() {
        var taken = reception.takeMessage("Ann", "Call me", new ToolContext("call", "+15550100"));

        assertThat(taken.messageNumber()).isEqualTo(1);
        assertThat(reception.messages()).singleElement().satisfies(message -> {
            assertThat(message.callerNumber()).isEqualTo("+15550100");
            assertThat(message.text()).isEqualTo("Call me");
        });
    }

    @Test
    void aDeskWithoutDataIsClosed() {
        assertThatThrownBy(() -> new OrderDesk(Path.of("nowhere")).checkStock("lamp"))
                .isInstanceOf(DeskClosed.class);
    }
}
