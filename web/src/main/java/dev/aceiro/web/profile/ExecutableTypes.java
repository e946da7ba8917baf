package dev.aceiro.web.profile;

import dev.aceiro.workflows.containment.Nature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * application around it, and what it is does not.
 */
final class ExecutableTypes {
  private static final String HANDLER = "dev/aceiro/activities/containment/ActionHandler";
  private static final String ACTION_TYPE = "dev/aceiro/activities/containment/ActionType";

  private static final String NATURE = "dev/aceiro/workflows/containment/Nature";

  private ExecutableTypes() {}

  /** All of them. */
  static Set<String> all() {
    return Read.NATURES.keySet();
  }

  /** What actions of that type are to those who investigate, at worst. */
  static Nature nature(String type) {
    return Read.NATURES.getOrDefault(type, Nature.NONE);
  }

  /** Read once, and only when somebody asks. */
  private static final class Read {
    static final SortedMap<String, Nature> NATURES = Collections.unmodifiableSortedMap(read());
  }

  private static SortedMap<String, Nature> read() {
    SortedMap<String, Nature> types = new TreeMap<>();
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
   * Takes the one text that {@code type()} of a handler returns, or the name and the nature that
   * its constructor gives its {@code ActionType}.
   */
  private static final class TypeOf extends ClassVisitor {
    private final SortedMap<String, Nature> types;
    private final boolean named;

    TypeOf(SortedMap<String, Nature> types, boolean named) {
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
        private @Nullable String last;

        @Override
        public void visitTypeInsn(int opcode, String type) {
          next |= opcode == Opcodes.NEW && type.equals(ACTION_TYPE);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (next) {
            last = String.valueOf(value);
            types.put(last, Nature.NONE);
            next = false;
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String described) {
          if (last != null && owner.equals(NATURE)) {
            types.put(last, Nature.valueOf(field));
          }
        }
      };
    }
  }
}
