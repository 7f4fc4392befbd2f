package dev.parley.agents.prompty;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.util.ForLoop;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MapELResolver;

/**
 * What an expression of a template may look into: maps, lists, and the state of its loop; filters and tests apply. Any other Java object is opaque:
 * its properties are empty and its methods cannot be called.
 */
final class PlainValues extends CompositeELResolver {
    PlainValues() {
        add(new ArrayELResolver(true));
        add(new JinjavaListELResolver(true));
        add(new MapELResolver(true));
        add(new Opaque());
    }

    private static final class Opaque extends JinjavaBeanELResolver {
        Opaque() {
            super(true);
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base instanceof ForLoop) {
                return super.getValue(context, base, property);
            }
            context.setPropertyResolved(base != null);
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            if (base instanceof Filter || base instanceof ExpTest) {
                return super.invoke(context, base, method, types, arguments); // x|upper, x is defined
            }
            context.setPropertyResolved(true);
            return null;
        }
    }
}
