package io.natterjack.app.course;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// Puts something between those who call an interface and what does the work.
public final class Seam {
    private Seam() {}

    /// What is done in place of a call. [#pass] does what would have been done.
    @FunctionalInterface
    public interface Call {
        /// @param arguments · none is an empty array
        @Nullable
        Object with(Method method, Object[] arguments) throws Throwable;
    }

    /// Somebody who looks like an interface, and does with each call what he is told.
    public static <T> T of(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, arguments) -> call.with(method, arguments == null ? new Object[0] : arguments)));
    }

    /// Calls what does the work.
    public static @Nullable Object pass(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
