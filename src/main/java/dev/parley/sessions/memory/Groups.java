package dev.parley.sessions.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Groups whose members leave by themselves; of too many groups the one that was joined longest ago is forgotten. Thread-safe. */
final class Groups {
    private final LongSupplier nanoTime;
    /** By group, of each member when it leaves. */
    private final Map<String, Map<String, Long>> groups;

    Groups(int bound, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.groups = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Map<String, Long>> eldest) {
                return size() > bound;
            }
        };
    }

    synchronized boolean join(String group, String member, int most, Duration timeToLive) {
        long now = nanoTime.getAsLong();
        var members = groups.computeIfAbsent(group, name -> new HashMap<>());
        members.values().removeIf(leavesAt -> leavesAt - now <= 0);
        if (!members.containsKey(member) && members.size() >= most) {
            return false;
        }
        members.put(member, now + timeToLive.toNanos());
        return true;
    }

    synchronized void leave(String group, String member) {
        var members = groups.get(group);
        if (members != null && members.remove(member) != null && members.isEmpty()) {
            groups.remove(group);
        }
    }
}
