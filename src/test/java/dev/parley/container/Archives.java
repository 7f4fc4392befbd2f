package dev.parley.container;

import java.io.File;
import java.net.URISyntaxException;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Filter;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Small archives out of the product's classes. The context root is the archive's name. */
final class Archives {
    private static final File WEB_INF = new File("src/main/webapp/WEB-INF");

    /** The packages themselves go in, without their tests. */
    static final Filter<ArchivePath> PRODUCT = path -> !path.get().matches(".*(Test|IT)(\\$.*)?\\.class");

    private Archives() {}

    /** Empty but for the product's bean discovery. */
    static WebArchive named(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war").addAsWebInfResource(new File(WEB_INF, "beans.xml"));
    }

    /** The product's own: filters in their order, roles. */
    static File webXml() {
        return new File(WEB_INF, "web.xml");
    }

    /** The library that this class is from. */
    static File libraryOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file holds " + type.getName(), e);
        }
    }
}
