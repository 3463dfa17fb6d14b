/// The monitoring pages: what operators and their tools ask a running server over HTTP.
///
/// Start at [io.natterjack.domain.monitor.Monitor], which knows every page. Each page has a package of its own, with
/// the record of its document and the class that fills it in.
///
/// Pages are made on threads of their own while lanes go on working, so they read only what is meant to be read from
/// anywhere. A page is therefore no snapshot: its figures may be some microseconds apart.
@NullMarked
package io.natterjack.domain.monitor;

import org.jspecify.annotations.NullMarked;
