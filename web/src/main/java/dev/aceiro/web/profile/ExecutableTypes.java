package dev.aceiro.web.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The action types that this program can execute, read from its classes: a handler needs an
 * application around it, and its name does not.
 */
final class ExecutableTypes {
  private static final String HANDLER = "dev/aceiro/activities/containment/ActionHandler";

  private ExecutableTypes() {}

  /** All of them. */
  static Set<String> all() {
    Set<String> types = new TreeSet<>();
    try {
      for (Resource resource :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:dev/aceiro/activities/**/*.class")) {
        try (InputStream bytes = resource.getInputStream()) {
          ClassReader reader = new ClassReader(bytes);
          if (Arrays.asList(reader.getInterfaces()).contains(HANDLER)) {
            reader.accept(new TypeOf(types), ClassReader.SKIP_DEBUG);
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("this program's classes cannot be read", unreadable);
    }
    return types;
  }

  /** Takes the one text that {@code type()} returns. */
  private static final class TypeOf extends ClassVisitor {
    private final Set<String> types;

    TypeOf(Set<String> types) {
      super(SpringAsmInfo.ASM_VERSION);
      this.types = types;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!name.equals("type") || !descriptor.equals("()Ljava/lang/String;")) {
        return null;
      }
      return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
        @Override
        public void visitLdcInsn(Object value) {
          types.add(String.valueOf(value));
        }
      };
    }
  }
}
