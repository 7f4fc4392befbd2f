package dev.parley.container;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Arquillian's container: the Liberty that the build has started already, known by its folder. The adapter of Open Liberty
 * takes the first process on the machine whose command line has the server's name, which may be another checkout's.
 */
public final class RunningServer implements DeployableContainer<RunningServer.Settings> {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60); // a busy machine; usually 2 s
    private static final String SERVLET_OF_ARQUILLIAN = "ArquillianServletRunnerEE9";

    private Settings settings;

    /** Makes this class known to Arquillian. */
    public static final class Registration implements LoadableExtension {
        @Override
        public void register(ExtensionBuilder builder) {
            builder.service(DeployableContainer.class, RunningServer.class);
        }
    }

    /** Of arquillian.xml. */
    public static final class Settings implements ContainerConfiguration {
        private Path folder;
        private int httpPort;

        public void setFolder(String folder) {
            this.folder = Path.of(folder);
        }

        public void setHttpPort(Integer httpPort) {
            this.httpPort = httpPort;
        }

        @Override
        public void validate() {
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException("no server is at " + folder);
            }
        }
    }

    @Override
    public Class<Settings> getConfigurationClass() {
        return Settings.class;
    }

    @Override
    public void setup(Settings settings) {
        this.settings = settings;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    /** The build starts and stops it. */
    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            // moved in whole: the server looks into the folder twice a second
            var written = File.createTempFile("deploying", ".war", settings.folder.toFile());
            archive.as(ZipExporter.class).exportTo(written, true);
            Files.createDirectories(place(archive).getParent());
            Files.move(written.toPath(), place(archive), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DeploymentException("cannot be written: " + archive.getName(), e);
        }
        awaitState(archive, "STARTED");
        var context = new HTTPContext("localhost", settings.httpPort);
        context.add(new Servlet(SERVLET_OF_ARQUILLIAN, "/" + name(archive)));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            Files.deleteIfExists(place(archive));
        } catch (IOException e) {
            throw new DeploymentException("cannot be removed: " + archive.getName(), e);
        }
        awaitState(archive, "GONE");
    }

    private void awaitState(Archive<?> archive, String wanted) throws DeploymentException {
        try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(address()))) {
            var server = connector.getMBeanServerConnection();
            var application = new ObjectName(
                    "WebSphere:service=com.ibm.websphere.application.ApplicationMBean,name=" + name(archive));
            await().atMost(STARTED_WITHIN).until(() -> state(server, application), state -> state.equals(wanted));
        } catch (IOException | JMException | ConditionTimeoutException e) {
            throw new DeploymentException(archive.getName() + " is not " + wanted + ", see messages.log", e);
        }
    }

    private String address() throws IOException {
        return Files.readString(settings.folder.resolve("logs/state/com.ibm.ws.jmx.local.address"))
                .strip();
    }

    private static String state(MBeanServerConnection server, ObjectName application) throws JMException, IOException {
        try {
            return server.getAttribute(application, "State").toString();
        } catch (InstanceNotFoundException gone) { // asking first whether it is there would race with its going
            return "GONE";
        }
    }

    private Path place(Archive<?> archive) {
        return settings.folder.resolve("dropins").resolve(archive.getName());
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceAll("\\.war$", "");
    }
}
