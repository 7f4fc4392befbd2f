package dev.parley.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A look into a server's process by JMX, as an operator has it. */
final class Inside implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile(" nid=(\\w+)");
    private static final String MEDIA_TIMES = "dev.parley:type=MediaTimes";
    private static final String SESSIONS = "dev.parley:type=KeptSessions";

    private final long pid;
    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Inside(long pid, JMXConnector connector) throws IOException {
        this.pid = pid;
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    static Inside of(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new Inside(
                        pid, JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("no look into process " + pid, e);
        }
    }

    /** Bytes of heap in use after a collection. */
    long heapAfterCollection() throws IOException {
        var memory = memory();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Bytes that the heap has of the process. */
    long heapCommitted() throws IOException {
        return memory().getHeapMemoryUsage().getCommitted();
    }

    private MemoryMXBean memory() throws IOException {
        return ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /** Parley's own times of the media path, such as {@code cutToStop.p99Us}. */
    Map<String, Long> mediaTimes() throws IOException {
        try {
            var figures = new TreeMap<String, Long>();
            var table = (TabularData) beans.getAttribute(new ObjectName(MEDIA_TIMES), "Figures");
            for (var row : table.values()) {
                var entry = (CompositeData) row;
                figures.put((String) entry.get("key"), (Long) entry.get("value"));
            }
            return figures;
        } catch (JMException e) {
            throw new IOException("the server does not tell its media times", e);
        }
    }

    /** Plans of calls and memories of conversations that the node keeps. */
    int sessions() throws IOException {
        try {
            var name = new ObjectName(SESSIONS);
            return (Integer) beans.getAttribute(name, "Plans") + (Integer) beans.getAttribute(name, "Memories");
        } catch (JMException e) {
            throw new IOException("the server does not tell its sessions", e);
        }
    }

    void resetMediaTimes() throws IOException {
        try {
            beans.invoke(new ObjectName(MEDIA_TIMES), "reset", new Object[0], new String[0]);
        } catch (JMException e) {
            throw new IOException("the server does not tell its media times", e);
        }
    }

    /** Starts the flight recorder, which writes {@code file} when {@code seconds} are over. */
    void record(Path file, int seconds) throws IOException, InterruptedException {
        var command = command("JFR.start", "settings=profile", "duration=" + seconds + "s", "filename=" + file)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!command.waitFor(20, TimeUnit.SECONDS) || command.exitValue() != 0) {
            throw new IOException("the flight recorder did not start");
        }
    }

    /** Numbers, for the operating system, of the threads that the JVM knows: Java's and its own. */
    Set<Integer> javaThreads() throws IOException, InterruptedException {
        var numbers = new HashSet<Integer>();
        var command = command("Thread.print").start();
        try (var lines = command.inputReader()) {
            lines.lines()
                    .map(NUMBER::matcher)
                    .filter(Matcher::find)
                    .forEach(found -> numbers.add(Integer.decode(found.group(1))));
        }
        if (!command.waitFor(20, TimeUnit.SECONDS) || command.exitValue() != 0) {
            throw new IOException("the server does not tell its threads");
        }
        return numbers;
    }

    private ProcessBuilder command(String... words) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(pid));
        line.addAll(List.of(words));
        return new ProcessBuilder(line).redirectErrorStream(true);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
