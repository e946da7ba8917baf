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
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The action types that this program can execute, read from its classes: a handler needs an
 * application around it, and its name does not.
 */
final class ExecutableTypes {
  private static final String HANDLER = "dev/aceiro/activities/containment/ActionHandler";
  private static final String ACTION_TYPE = "dev/aceiro/activities/containment/ActionType";

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
          boolean named = Arrays.asList(reader.getInterfaces()).contains(HANDLER);
          reader.accept(new TypeOf(types, named), ClassReader.SKIP_DEBUG);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("this program's classes cannot be read", unreadable);
    }
    return types;
  }

  /**
   * Takes the one text that {@code type()} of a handler returns, or the name that its constructor
   * gives its {@code ActionType}.
   */
  private static final class TypeOf extends ClassVisitor {
    private final Set<String> types;
    private final boolean named;

    TypeOf(Set<String> types, boolean named) {
      super(SpringAsmInfo.ASM_VERSION);
      this.types = types;
      this.named = named;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      boolean says = named && name.equals("type") && descriptor.equals("()Ljava/lang/String;");
      if (!says && !name.equals("<init>")) {
        return null;
      }
      return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
        private boolean next = says;

        @Override
        public void visitTypeInsn(int opcode, String type) {
          next |= opcode == Opcodes.NEW && type.equals(ACTION_TYPE);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (next) {
            types.add(String.valueOf(value));
            next = false;
          }
        }
      };
    }
  }
}
