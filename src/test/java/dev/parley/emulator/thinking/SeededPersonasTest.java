package dev.parley.emulator.thinking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo model with the prompts that the project ships: what somebody hears who tries it for two minutes. */
class SeededPersonasTest {
    private Desk reception;
    private Desk orders;

    @BeforeEach
    void openDesks() throws IOException {
        reception = Desk.with(prompt("reception"))
                .tool(
                        "opening_hours",
                        "Tell when the office is open on a given day.",
                        "{'type':'object','properties':{'day':{'type':'string','description':'The day of the week, or today or tomorrow',"
                                + "'enum':['MONDAY','TUESDAY','WEDNESDAY','THURSDAY','FRIDAY','SATURDAY','SUNDAY','TODAY','TOMORROW']}},'required':['day']}")
                .tool(
                        "take_message",
                        "Take a message for somebody of the house who will call back.",
                        "{'type':'object','properties':{'name':{'type':'string','description':'Name of the caller'},"
                                + "'message':{'type':'string','description':'What the message says and whom it is for'}},'required':['name','message']}")
                .tool("end_call", "End the call.", "{'type':'object','properties':{}}");
        orders = Desk.with(prompt("orders"))
                .tool(
                        "look_up_order",
                        "Look up an order by its number: what was ordered, its status and when it will be delivered.",
                        "{'type':'object','properties':{'orderId':{'type':'string','description':'The order number, such as A-1042'}},'required':['orderId']}")
                .tool(
                        "check_stock",
                        "Check whether an item is in stock, how many there are, and what one costs.",
                        "{'type':'object','properties':{'item':{'type':'string','description':'The item, such as desk lamp'}},'required':['item']}")
                .tool(
                        "place_order",
                        "Place an order for a number of items, once the caller has said what and how many.",
                        "{'type':'object','properties':{'item':{'type':'string','description':'The item, such as desk lamp'},"
                                + "'quantity':{'type':'integer','description':'How many, 1 to 100'}},'required':['item','quantity']}")
                .tool("end_call", "End the call.", "{'type':'object','properties':{}}");
    }

    @Test
    void theReceptionKnowsItsHouse() {
        assertThat(reception.hears("Where can I park?").say()).contains("in the yard behind the house");
        assertThat(reception.hears("What is your address?").say()).contains("14 Harbour Street");
        assertThat(reception.hears("Who leads the schools?").say()).contains("Tomas Moor");
        assertThat(reception.hears("How much is a first consultation?").say()).contains("costs nothing");
        assertThat(reception.hears("Tell me about your company.").say().split("\\. "))
                .hasSizeGreaterThan(3);
        assertThat(reception.hears("Sorry, only one thing. Where can I park?").say())
                .contains("yard");
    }

    @Test
    void theConciergeHandsWhoeverAsksForDinnerToTheRestaurant() throws IOException {
        var desk = Desk.with(prompt("concierge"))
                .tool(
                        "hand_off_to_restaurant",
                        "Hand the call over to a colleague, who goes on with it. Use it when: The guest asks for dinner or the restaurant.",
                        "{'type':'object','properties':{'reason':{'type':'string','description':'What the caller wants'}},'required':['reason']}");

        assertThat(desk.hears("When is breakfast served?").say()).contains("7 in the morning");
        assertThat(desk.hears("When is dinner served in the restaurant?").toolUses())
                .extracting(use -> use.name() + use.arguments())
                .containsExactly("hand_off_to_restaurant{\"reason\":\"When is dinner served in the restaurant?\"}");

        assertThat(desk.takenOverBy(prompt("restaurant"))
                        .toolsAnswer("{'status':'handed over'}")
                        .say())
                .startsWith("This is Anton")
                .contains("6 in the evening");
        assertThat(desk.hears("What does the kitchen recommend?").say()).contains("trout");
    }

    @Test
    void theReceptionLooksUpItsHours() {
        assertThat(called(reception.hears("When are you open on Monday?")))
                .isEqualTo("opening_hours{\"day\":\"MONDAY\"}");
        assertThat(reception
                        .toolsAnswer(
                                "{'day':'MONDAY','open':true,'opensAt':'8 in the morning','closesAt':'6 in the evening'}")
                        .say())
                .isEqualTo("On Monday we are open from 8 in the morning to 6 in the evening.");
        assertThat(called(reception.hears("Excuse me, when are you open on Saturday?")))
                .isEqualTo("opening_hours{\"day\":\"SATURDAY\"}");
        assertThat(reception.toolsAnswer("{'day':'SATURDAY','open':false}").say())
                .contains("closed");
        assertThat(called(reception.hears("And tomorrow, are you open?")))
                .isEqualTo("opening_hours{\"day\":\"TOMORROW\"}");
    }

    @Test
    void theReceptionTakesAMessageStepByStep() {
        assertThat(reception.hears("I would like to leave a message.").say()).contains("your name");
        assertThat(reception.hears("My name is Ada Lovelace.").say()).contains("what the message says");
        assertThat(called(reception.hears("Please tell Tomas that the drawings are ready.")))
                .startsWith("take_message{\"name\":\"Ada Lovelace\",\"message\":\"")
                .contains("drawings are ready");
        assertThat(reception
                        .toolsAnswer("{'messageTaken':true,'messageNumber':1}")
                        .say())
                .startsWith("That is done.");
        assertThat(called(reception.hears("No, that is all. Goodbye."))).isEqualTo("end_call{}");
    }

    @Test
    void theOrderDeskFindsSellsAndSaysGoodbye() {
        assertThat(called(orders.hears("Where is my order A-1042?")))
                .isEqualTo("look_up_order{\"orderId\":\"A-1042\"}");
        assertThat(orders.toolsAnswer(
                                "{'orderId':'A-1042','item':'reading chair','quantity':1,'status':'on its way','delivery':'tomorrow before noon'}")
                        .say())
                .isEqualTo(
                        "Order A-1042 is on its way. It is for 1 reading chair. The delivery is tomorrow before noon.");
        assertThat(called(orders.hears("I would like to order two desk lamps.")))
                .isEqualTo("place_order{\"item\":\"desk lamps\",\"quantity\":2}");
        orders.toolsAnswer("{'placed':true,'orderId':'A-1078'}");
        assertThat(called(orders.hears("Do you have wool rugs in stock?")))
                .isEqualTo("check_stock{\"item\":\"wool rugs\"}");
        orders.toolsAnswer("{'item':'wool rug','inStock':0}");
        assertThat(orders.hears("Can I return things?").say()).contains("return anything within 30 days");
        assertThat(called(orders.hears("Thank you, that is all. Goodbye."))).isEqualTo("end_call{}");
    }

    private static String called(Thought thought) {
        assertThat(thought.toolUses()).as(thought.say()).hasSize(1);
        return thought.toolUses().getFirst().name()
                + thought.toolUses().getFirst().arguments();
    }

    private static String prompt(String persona) throws IOException {
        String file = Files.readString(Path.of("prompty", persona + ".prompty"));
        String body = file.substring(file.lastIndexOf("system:") + "system:".length());
        return body.replace("{{ weekday }}", "Friday")
                .replace("{{ date }}", "2026-11-20")
                .replaceAll("\\{\\{ \\w+ }}", "unknown");
    }
}
