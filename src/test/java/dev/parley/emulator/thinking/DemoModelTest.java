package dev.parley.emulator.thinking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoModelTest {
    private static final String RECEPTION =
            """
            You are Nora, the receptionist of Harbour Lane Clinic. Speak in short sentences.
            Never use markdown. The caller's number is +4930123456.
            Today is Friday, 2026-11-20.

            The clinic is at 12 Harbour Lane, next to the old lighthouse.
            We are open Monday to Friday from nine to five.
            On Saturdays we close at noon.
            Parking is free for two hours behind the building.
            The founder is Doctor Elin Marsh.
            """;

    private static Desk reception() {
        return Desk.with(RECEPTION)
                .tool(
                        "opening_hours",
                        "Tells the opening hours of a given day.",
                        "{'type':'object','properties':{'day':{'type':'string','description':'The day of the week',"
                                + "'enum':['monday','tuesday','wednesday','thursday','friday','saturday','sunday']}},'required':['day']}")
                .tool(
                        "take_message",
                        "Takes a message for the staff, who will call back.",
                        "{'type':'object','properties':{'name':{'type':'string','description':'Name of the caller'},"
                                + "'message':{'type':'string','description':'What the staff should know'}},'required':['name','message']}")
                .tool("end_call", "Ends the call after the goodbye.", "{'type':'object','properties':{}}");
    }

    private static Desk orders() {
        return Desk.with(
                        "You are Sam from the order desk of Brightwater Lamps. We ship within two days. Returns are free for thirty days.")
                .tool(
                        "look_up_order",
                        "Looks up an order by its number and tells its status.",
                        "{'type':'object','properties':{'order_id':{'type':'string','description':'Order number, such as A-1042'}},'required':['order_id']}")
                .tool(
                        "place_order",
                        "Places an order for an item.",
                        "{'type':'object','properties':{'item':{'type':'string','description':'The item to order'},"
                                + "'quantity':{'type':'integer','description':'How many the caller wants'}},'required':['item','quantity']}")
                .tool(
                        "check_stock",
                        "Checks whether an item is in stock.",
                        "{'type':'object','properties':{'item':{'type':'string','description':'The item'}},'required':['item']}")
                .tool("end_call", "Ends the call.", "{'type':'object','properties':{}}");
    }

    @Test
    void greetsAsWhomThePromptSaysItIs() {
        assertThat(reception().answer().say())
                .isEqualTo("Hello, this is Nora of Harbour Lane Clinic. How can I help you?");
    }

    @Test
    void callsTheToolThatFitsWithTheArgumentInTheCallersWords() {
        Desk desk = reception();
        assertCalls(desk.hears("When are you open on Monday?"), "opening_hours{\"day\":\"monday\"}");
        assertThat(desk.toolsAnswer("{'day':'monday','opens':'09:00','closes':'17:00'}")
                        .say())
                .isEqualTo("On Monday we are open from 9 am to 5 pm.");
    }

    @Test
    void knowsWhichDayTomorrowIs() {
        assertCalls(reception().hears("Are you open tomorrow?"), "opening_hours{\"day\":\"saturday\"}");
    }

    @Test
    void asksForMissingArgumentsOneByOne() {
        Desk desk = reception();
        assertThat(desk.hears("I would like to leave a message.").say())
                .isEqualTo("Could you tell me your name, please?");
        assertThat(desk.hears("My name is Ada Lovelace.").say())
                .isEqualTo("Thank you. Could you tell me what the staff should know, please?");
        assertCalls(
                desk.hears("I will be ten minutes late."),
                "take_message{\"name\":\"Ada Lovelace\",\"message\":\"I will be ten minutes late\"}");
        assertThat(desk.toolsAnswer("{'ok':true}").say())
                .isEqualTo("That is done. Is there anything else I can help you with?");
    }

    @Test
    void answersFromTheFactsOfItsPrompt() {
        assertThat(reception().hears("Where can I park my car?").say())
                .isEqualTo("Parking is free for two hours behind the building.");
        assertThat(reception().hears("What is your address?").say()).contains("12 Harbour Lane");
        assertThat(reception().hears("Who is the founder?").say()).contains("Elin Marsh");
    }

    @Test
    void saysSoWhenItDoesNotKnow() {
        assertThat(reception().hears("What is the capital of Mongolia?").say())
                .isEqualTo(
                        "I am sorry, I do not know that. I can tell the opening hours of a given day or take a message.");
    }

    @Test
    void saysGoodbyeAndEndsTheCall() {
        Desk desk = reception();
        Thought thought = desk.hears("That is all, thank you. Goodbye!");
        assertThat(thought.say()).isEqualTo("Thank you for calling. Goodbye!");
        assertCalls(thought, "end_call{}");
        assertThat(desk.toolsAnswer("{'ok':true}").say()).isEqualTo("Take care.");
    }

    @Test
    void looksUpAnOrderByAnIdSpokenInTheQuestion() {
        Desk desk = orders();
        assertCalls(desk.hears("Where is my order A-1042?"), "look_up_order{\"order_id\":\"A-1042\"}");
        assertThat(desk.toolsAnswer(
                                "{'orderId':'A-1042','status':'shipped','items':['desk lamp','bulb'],'arrives':'2026-11-24'}")
                        .say())
                .isEqualTo(
                        "Order A-1042 is shipped. The items are desk lamp and bulb. The arrives is Tuesday, November 24.");
    }

    @Test
    void asksForTheOrderNumberInTheWordsOfItsDescription() {
        Desk desk = orders();
        assertThat(desk.hears("Where is my order?").say())
                .isEqualTo("Could you tell me the order number, such as A-1042, please?");
        assertCalls(desk.hears("It's A 1042, please."), "look_up_order{\"order_id\":\"A-1042\"}");
    }

    @Test
    void placesAnOrderWithItemAndQuantity() {
        assertCalls(
                orders().hears("I would like to order two desk lamps, please."),
                "place_order{\"item\":\"desk lamps\",\"quantity\":2}");
        Desk desk = orders();
        assertThat(desk.hears("I want to place an order.").say())
                .isEqualTo("Could you tell me the item to order, please?");
        assertThat(desk.hears("A reading lamp.").say())
                .isEqualTo("Thank you. Could you tell me how many you want, please?");
        assertCalls(desk.hears("Twenty-one."), "place_order{\"item\":\"reading lamp\",\"quantity\":21}");
    }

    @Test
    void callsTwoToolsAtOnceWhenTwoFit() {
        assertCalls(
                orders().hears("Where is my order A-1042, and do you have floor lamps in stock?"),
                "look_up_order{\"order_id\":\"A-1042\"}",
                "check_stock{\"item\":\"floor lamps\"}");
        assertCalls(
                orders().hears("What is the status of orders A-1042 and B-2001?"),
                "look_up_order{\"order_id\":\"A-1042\"}",
                "look_up_order{\"order_id\":\"B-2001\"}");
    }

    @Test
    void leavesAnErrandThatTheCallerGivesUp() {
        Desk desk = orders();
        desk.hears("I want to place an order.");
        assertThat(desk.hears("Never mind.").say()).startsWith("All right");
        assertThat(desk.hears("How fast do you ship?").say()).isEqualTo("We ship within two days.");
    }

    @Test
    void tellsOfAToolThatFailed() {
        Desk desk = orders();
        desk.hears("Where is my order A-9999?");
        assertThat(desk.toolsAnswer("{'error':'there is no order of that number'}")
                        .say())
                .isEqualTo("I am sorry, that did not work. There is no order of that number.");
    }

    @Test
    void goesOnAskingAfterAnAnswerThatIsNone() {
        Desk desk = orders();
        desk.hears("Where is my order?");
        assertThat(desk.hears("Well, let me think.").say())
                .isEqualTo(
                        "I am sorry, I did not get that. Could you tell me the order number, such as A-1042, please?");
    }

    @Test
    void usesKeysPressedAsTheNumberAskedFor() {
        Desk desk = orders();
        desk.hears("Where is my order?");
        assertCalls(desk.hears("[keys pressed: 1042]"), "look_up_order{\"order_id\":\"1042\"}");
    }

    @Test
    void saysWhatToolsAnswerInSentences() {
        assertThat(
                        ResultSpeech.of(
                                "{\"order_id\":\"A-1042\",\"item\":\"desk lamp\",\"quantity\":2,\"status\":\"on its way\",\"delivery\":\"tomorrow\"}"))
                .isEqualTo("Order A-1042 is on its way. It is for 2 desk lamps. The delivery is tomorrow.");
        assertThat(ResultSpeech.of(
                        "{\"item\":\"wool rug\",\"inStock\":0,\"priceEuros\":240,\"leadTime\":\"in three weeks\"}"))
                .isEqualTo("Wool rug: none is in stock. The price is 240 euros. The lead time is in three weeks.");
        assertThat(ResultSpeech.of("{\"found\":false,\"we_sell\":[\"desk lamps\",\"wool rugs\"]}"))
                .isEqualTo("I am sorry, I cannot find that. We sell desk lamps and wool rugs.");
        assertThat(ResultSpeech.of("{\"day\":\"SUNDAY\",\"open\":false}")).isEqualTo("On Sunday we are closed.");
        assertThat(ResultSpeech.of("{\"messageTaken\":true,\"messageNumber\":3}"))
                .isEqualTo("That is done. The message number is 3.");
        assertThat(ResultSpeech.of("{\"placed\":false,\"reason\":\"there are only 3 in stock\"}"))
                .isEqualTo("I am sorry, that did not work. There are only 3 in stock.");
        assertThat(ResultSpeech.of("the printer is on fire")).isEqualTo("The printer is on fire.");
    }

    private static void assertCalls(Thought thought, String... calls) {
        List<String> made = thought.toolUses().stream()
                .map(use -> use.name() + use.arguments())
                .toList();
        assertThat(made).as(thought.say()).containsExactly(calls);
        assertThat(thought.ending()).isEqualTo(Thought.Ending.TOOL_CALLS);
    }
}
