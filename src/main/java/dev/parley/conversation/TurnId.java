package dev.parley.conversation;

/** Number of a turn of the agent, from 0 (the greeting) upwards: the epoch that every slow answer carries. */
public record TurnId(int number) implements Comparable<TurnId> {
    public TurnId next() {
        return new TurnId(number + 1);
    }

    @Override
    public int compareTo(TurnId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "turn " + number;
    }
}
