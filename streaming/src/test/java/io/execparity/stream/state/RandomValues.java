package io.execparity.stream.state;

import io.execparity.schema.execution.ContentDigest;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.FileView;
import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.execution.Securebits;
import io.execparity.schema.finding.Confidence;
import io.execparity.schema.finding.Finding;
import io.execparity.schema.finding.Rule;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.interpreter.Interpreter;
import io.execparity.stream.interpreter.InterpreterCatalogue;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type that state is made of, filled by what the type declares: a field that is added to a type is filled
 * as well, so a codec that does not know it loses it and fails its test.
 */
public final class RandomValues {
    /** Sums over other fields, which reading works out anew. */
    static final Set<String> DERIVED = Set.of("runBytes", "linkBytes");

    private final Random random;

    public RandomValues(long seed) {
        this.random = new Random(seed);
    }

    public <T> T of(Class<T> type) {
        return cast(type, value(type, List.of()));
    }

    @SuppressWarnings("unchecked") // wrappers of primitive types
    private static <T> T cast(Class<T> type, Object value) {
        return type.isPrimitive() ? (T) value : type.cast(value);
    }

    private Object value(Class<?> type, List<AnnotatedType> arguments) {
        if (type == long.class || type == Long.class) {
            return random.nextLong() >>> 4 + random.nextInt(60);
        } else if (type == int.class || type == Integer.class) {
            return random.nextInt(1 << 24) >>> random.nextInt(24);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == Boolean.class) {
            return true;
        } else if (type == String.class) {
            return text();
        } else if (type.isEnum()) {
            Object[] all = type.getEnumConstants();
            return all[random.nextInt(all.length)];
        } else if (Collection.class.isAssignableFrom(type)) {
            List<Object> all = new ArrayList<>();
            fill(all, arguments.get(0));
            return type == List.class ? List.copyOf(all) : all;
        }
        return object(type);
    }

    private Object object(Class<?> type) {
        if (type == Bytes.class) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return Bytes.view(bytes);
        } else if (type == EventKey.class) {
            return new EventKey(of(long.class), random.nextLong() & EventKey.MAX_SERIAL);
        } else if (type == Securebits.class) {
            return Securebits.of(random.nextLong());
        } else if (type == ContentDigest.class) {
            ContentDigest.Algorithm algorithm = of(ContentDigest.Algorithm.class);
            byte[] bytes = new byte[algorithm.length()];
            random.nextBytes(bytes);
            return new ContentDigest(algorithm, HexFormat.of().formatHex(bytes));
        } else if (type == Interpreter.class) {
            List<Interpreter> entries = InterpreterCatalogue.bundled().entries();
            return random.nextBoolean()
                    ? entries.get(random.nextInt(entries.size()))
                    : Interpreter.learned(of(Bytes.class));
        } else if (type == Finding.class) {
            return finding();
        }
        return made(type);
    }

    /** One that is no roll-up, as all that wait to be rolled up. */
    private Finding finding() {
        Finding.Builder finding = Finding.of(of(Rule.class), text(), of(EventKey.class), of(Confidence.class))
                .process(of(ProcessView.class));
        if (random.nextBoolean()) {
            finding.execution(of(Execution.class));
        } else {
            finding.file(of(FileView.class)).policy(of(Securebits.class)).evidence(text());
        }
        return finding.memfdName(random.nextBoolean() ? null : of(Bytes.class)).because(text());
    }

    private Object made(Class<?> type) {
        try {
            Constructor<?> constructor = longest(type);
            constructor.setAccessible(true);
            Object[] arguments = new Object[constructor.getParameterCount()];
            Parameter[] parameters = constructor.getParameters();
            AnnotatedType[] types = constructor.getAnnotatedParameterTypes();
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = annotated(parameters[i].getType(), types[i]);
            }
            Object made = constructor.newInstance(arguments);
            if (!type.isRecord()) {
                fillFields(made);
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " cannot be made", e);
        }
    }

    private static Constructor<?> longest(Class<?> type) {
        Constructor<?> longest = type.getDeclaredConstructors()[0];
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() > longest.getParameterCount()) {
                longest = constructor;
            }
        }
        return longest;
    }

    private void fillFields(Object made) throws IllegalAccessException {
        for (Field field : made.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || DERIVED.contains(field.getName())) {
                continue;
            }
            field.setAccessible(true);
            Object there = field.get(made);
            if (there instanceof Collection<?> collection && Modifier.isFinal(field.getModifiers())) {
                fill(collection, arguments(field.getAnnotatedType()).get(0));
            } else if (there instanceof Map<?, ?> map) {
                fill(map, arguments(field.getAnnotatedType()));
            } else if (!Modifier.isFinal(field.getModifiers())) {
                field.set(made, annotated(field.getType(), field.getAnnotatedType()));
            }
        }
    }

    @SuppressWarnings("unchecked") // what is added is of the declared type
    private void fill(Collection<?> collection, AnnotatedType element) {
        for (int i = random.nextInt(4); i > 0; i--) {
            ((Collection<Object>) collection).add(value(raw(element.getType()), arguments(element)));
        }
    }

    @SuppressWarnings("unchecked") // what is put is of the declared types
    private void fill(Map<?, ?> map, List<AnnotatedType> types) {
        for (int i = random.nextInt(4); i > 0; i--) {
            Object value = value(raw(types.get(1).getType()), arguments(types.get(1)));
            ((Map<Object, Object>) map).put(keyOf(value, raw(types.get(0).getType())), value);
        }
    }

    /** A map by an enum is one by a part of its values. */
    private Object keyOf(Object value, Class<?> keys) {
        if (keys.isEnum()) {
            for (Field field : value.getClass().getDeclaredFields()) {
                if (field.getType() == keys) {
                    try {
                        field.setAccessible(true);
                        return field.get(value);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        return value(keys, List.of());
    }

    private @Nullable Object annotated(Class<?> type, AnnotatedType annotated) {
        boolean mayBeNull = annotated.isAnnotationPresent(Nullable.class);
        return mayBeNull && random.nextInt(3) == 0 ? null : value(type, arguments(annotated));
    }

    private static List<AnnotatedType> arguments(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType parameterized
                ? List.of(parameterized.getAnnotatedActualTypeArguments())
                : List.of();
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized ? raw(parameterized.getRawType()) : (Class<?>) type;
    }

    private String text() {
        return random.ints(random.nextInt(12), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append(random.nextInt(8) == 0 ? "\u00e9" : "")
                .toString();
    }
}
