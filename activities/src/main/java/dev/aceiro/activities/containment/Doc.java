package dev.aceiro.activities.containment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a parameter of an action is. Forms, checks and the API's description come from it. A
 * component that may be absent is {@code @Nullable}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
  /** What it is, in one sentence. */
  String value();

  /** A value as people would type it. */
  String example() default "";

  /** A regular expression that the whole text must match; empty for any. */
  String pattern() default "";

  /**
   * Which resource of the estate it names: the kind and the key that has the name, such as {@code
   * ecs-service.service}; several keys with {@code |} between them. Empty for what is no target.
   */
  String estate() default "";

  /** The most characters it may have. */
  int maxLength() default 500;
}
