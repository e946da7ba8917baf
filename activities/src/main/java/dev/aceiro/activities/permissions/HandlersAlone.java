package dev.aceiro.activities.permissions;

import dev.aceiro.activities.containment.ActionHandler;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.LeastPrivilege;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Of all handlers of this program, without an application around them: without its settings, and so
 * without any credentials, a database or an engine. They can say what they need, and reach nothing.
 */
public final class HandlersAlone implements LeastPrivilege, ActionCatalogue {
  private static final String ACTIVITIES = "dev.aceiro.activities";

  private final List<ActionKind> kinds;
  private final GeneratedPermissions permissions;

  /** Reads them; takes a second or so. */
  public HandlersAlone() {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.setEnvironment(nothing());
      context
          .getBeanFactory()
          .setConversionService(ApplicationConversionService.getSharedInstance());
      context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
      context.scan(packages().toArray(String[]::new));
      context.refresh();
      kinds = context.getBean(ActionCatalogue.class).kinds();
      permissions = new GeneratedPermissions(() -> kinds);
    }
  }

  /** Neither variables nor properties of the machine: what is printed does not depend on it. */
  private static StandardEnvironment nothing() {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
    return environment;
  }

  private static Set<String> packages() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(ActionHandler.class));
    Set<String> packages = new TreeSet<>();
    for (BeanDefinition handler : scanner.findCandidateComponents(ACTIVITIES)) {
      packages.add(ClassUtils.getPackageName(String.valueOf(handler.getBeanClassName())));
    }
    return packages;
  }

  @Override
  public List<ActionKind> kinds() {
    return kinds;
  }

  @Override
  public SortedSet<String> types() {
    return permissions.types();
  }

  @Override
  public List<GrantDocument> documents(
      SortedSet<String> types, List<SortedMap<String, String>> estate, Home home) {
    return permissions.documents(types, estate, home);
  }
}
