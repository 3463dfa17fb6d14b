/// The PROXY protocol, in which a load balancer says whom it forwards.
///
/// Start at [io.natterjack.netty.proxy.ProxyPreamble].
@NullMarked
package io.natterjack.netty.proxy;

import org.jspecify.annotations.NullMarked;
