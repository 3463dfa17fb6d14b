package io.natterjack.app.run;

import io.natterjack.ports.monitor.MonitorGateway;
import io.natterjack.ports.session.HostPort;
import io.natterjack.ports.transport.TlsSettings;
import org.jspecify.annotations.Nullable;

/// Opens listeners for the monitoring pages.
@FunctionalInterface
public interface MonitorTransport {
    /// @param tls · null for plain HTTP
    /// @throws io.natterjack.ports.transport.ListenException if the address cannot be bound
    MonitorListener listen(HostPort address, @Nullable TlsSettings tls, MonitorGateway gateway);

    /// A listener that has been opened.
    interface MonitorListener extends AutoCloseable {
        /// As bound.
        HostPort address();

        /// Reads other certificates.
        ///
        /// @return has connections from then on meet them, and cannot fail
        /// @throws io.natterjack.ports.transport.ListenException if they cannot be used
        Runnable prepare(TlsSettings tls);

        @Override
        void close();
    }
}
