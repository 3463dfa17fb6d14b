/// The pages `/accountz` and `/accstatz`: the accounts and what goes through them.
///
/// Start at [io.natterjack.domain.monitor.accountz.AccountsPage].
@NullMarked
package io.natterjack.domain.monitor.accountz;

import org.jspecify.annotations.NullMarked;
