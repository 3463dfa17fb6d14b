package io.natterjack.app.ops;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;

/// The signals that the server acts on.
enum OsSignal {
    HUP("hangup"),
    INT("interrupt"),
    TERM("terminated"),
    USR1("user defined signal 1"),
    USR2("user defined signal 2");

    private final String description;

    OsSignal(String description) {
        this.description = description;
    }

    /// What the log calls it.
    String description() {
        return description;
    }

    /// Has an action run on a thread of its own whenever the signal arrives.
    ///
    /// Java's only door to signals is the class `sun.misc.Signal`. It is opened by reflection, because the compiler
    /// warns of every mention of it.
    ///
    /// A signal that was ignored when the process was started is no longer.
    ///
    /// @throws IllegalStateException if this JVM does not hand out the signal
    void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    OsSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.invoke(action, arguments);
                    });
            Object number = signal.getConstructor(String.class).newInstance(name());
            Method handle = signal.getMethod("handle", signal, handler);
            Object ignoring = handler.getField("SIG_IGN").get(null);
            if (Objects.equals(handle.invoke(null, number, proxy), ignoring)) {
                IgnoredSignal.restore((int) signal.getMethod("getNumber").invoke(number));
                handle.invoke(null, number, proxy);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot handle signal " + name(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot handle signal " + name(), e);
        }
    }
}
