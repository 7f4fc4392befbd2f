package dev.parley.agents;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One argument of a tool, or one component of a record that is an argument. Types: String, int, long, double, boolean, an
 * enum, a record, {@code List} of these, {@code Optional} of these (which makes it not required).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface ToolParam {
    /** Name in the schema; empty: the parameter's own in snake case, {@code orderId} is {@code order_id}. */
    String name() default "";

    /** What to put in, for the model, which also asks the caller for it in these words. */
    String description();

    /** False: the tool is called with null, 0 or false where it is missing; better say {@code Optional}. */
    boolean required() default true;
}
