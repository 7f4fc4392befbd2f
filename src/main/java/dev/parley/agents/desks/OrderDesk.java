package dev.parley.agents.desks;

import dev.parley.agents.Tool;
import dev.parley.agents.ToolParam;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Orders and stock of a small shop, from {@code data/orders.json} and {@code data/catalogue.json}. New orders are kept in
 * memory. Thread-safe.
 */
@ApplicationScoped
public class OrderDesk {
    private static final int MOST_NEW_ORDERS = 1_000;
    private static final int FIRST_NEW_NUMBER = 2001;

    private final Path folder;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final List<Item> catalogue = new ArrayList<>();
    private int placed;

    /** For the container's proxy. */
    protected OrderDesk() {
        this.folder = null;
    }

    @Inject
    public OrderDesk(Settings settings) {
        this(settings.personas().directory());
    }

    OrderDesk(Path folder) {
        this.folder = folder;
    }

    /** An order as the model reads it; delivery is a phrase that can be spoken. */
    public record Order(String orderId, String item, int quantity, String status, Optional<String> delivery) {}

    public record NoOrder(boolean found, String orderId) {}

    public record Stock(String item, int inStock, double priceEuros, String leadTime) {}

    public record NoItem(boolean found, List<String> weSell) {}

    public record Placed(
            boolean placed, String orderId, String item, int quantity, double totalEuros, String delivery) {}

    public record NotPlaced(boolean placed, String reason, Optional<Integer> inStock) {}

    private record Item(String name, double price, String leadTime, int[] stock) {}

    @Tool(
            name = "look_up_order",
            description = "Look up an order by its number: what was ordered, its status and when it will be delivered.",
            filler = "One moment, I am looking that up.")
    public Object lookUpOrder(@ToolParam(description = "The order number, such as A-1042") String orderId) {
        synchronized (orders) {
            open();
            var id = canonical(orderId);
            var order = orders.get(id);
            return order != null ? order : new NoOrder(false, id);
        }
    }

    @Tool(
            name = "check_stock",
            description = "Check whether an item is in stock, how many there are, and what one costs.",
            filler = "Let me check the stock.")
    public Object checkStock(@ToolParam(description = "The item, such as desk lamp") String item) {
        synchronized (orders) {
            open();
            return find(item)
                    .<Object>map(found -> new Stock(found.name, found.stock[0], found.price, found.leadTime))
                    .orElseGet(this::noItem);
        }
    }

    @Tool(
            name = "place_order",
            description = "Place an order for a number of items, once the caller has said what and how many.",
            filler = "I am placing your order.",
            sideEffects = true)
    public Object placeOrder(
            @ToolParam(description = "The item, such as desk lamp") String item,
            @ToolParam(description = "How many, 1 to 100") int quantity) {
        synchronized (orders) {
            open();
            var found = find(item);
            if (found.isEmpty()) {
                return noItem();
            }
            if (quantity < 1 || quantity > 100) {
                return new NotPlaced(false, "one order takes 1 to 100", Optional.empty());
            }
            var stock = found.get().stock;
            if (stock[0] < quantity) {
                return new NotPlaced(false, "there are not so many in stock", Optional.of(stock[0]));
            }
            if (placed == MOST_NEW_ORDERS) {
                return new NotPlaced(false, "no more orders are taken today", Optional.empty());
            }
            stock[0] -= quantity;
            var id = "A-" + (FIRST_NEW_NUMBER + placed++);
            var delivery = found.get().leadTime;
            orders.put(id, new Order(id, found.get().name, quantity, "placed", Optional.of(delivery)));
            return new Placed(true, id, found.get().name, quantity, quantity * found.get().price, delivery);
        }
    }

    /** Reads the data when it is first needed, so that a shop without data costs the other tools nothing. */
    private void open() {
        if (catalogue.isEmpty()) {
            for (var value : DeskData.read(folder, "catalogue.json").getJsonArray("items")) {
                var item = value.asJsonObject();
                catalogue.add(new Item(
                        item.getString("item"),
                        item.getJsonNumber("price_euros").doubleValue(),
                        item.getString("lead_time"),
                        new int[] {item.getInt("in_stock")}));
            }
            DeskData.read(folder, "orders.json").getJsonArray("orders").stream()
                    .map(JsonValue::asJsonObject)
                    .map(OrderDesk::order)
                    .forEach(order -> orders.put(order.orderId(), order));
        }
    }

    private static Order order(JsonObject json) {
        return new Order(
                json.getString("order_id"),
                json.getString("item"),
                json.getInt("quantity"),
                json.getString("status"),
                Optional.ofNullable(json.getString("delivery", null)));
    }

    private NoItem noItem() {
        return new NoItem(false, catalogue.stream().map(Item::name).toList());
    }

    /** By its name, or by words of it: "lamps" finds the desk lamp. */
    private Optional<Item> find(String spoken) {
        var wanted = words(spoken);
        return catalogue.stream()
                .filter(item -> words(item.name).containsAll(wanted) || wanted.containsAll(words(item.name)))
                .findFirst();
    }

    private static List<String> words(String text) {
        return List.of(text.toLowerCase(Locale.ROOT).strip().split("\\W+")).stream()
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .filter(word -> !List.of("a", "an", "the", "some").contains(word))
                .toList();
    }

    /** However it was heard, "a 1042", "A1042", "a dash 1042" is A-1042. */
    private static String canonical(String spoken) {
        var bare = spoken.toUpperCase(Locale.ROOT)
                .replaceAll("DASH|HYPHEN|MINUS", "")
                .replaceAll("[^A-Z0-9]", "");
        return bare.matches("\\d+") ? "A-" + bare : bare.replaceFirst("^([A-Z]+)(\\d+)$", "$1-$2");
    }
}
