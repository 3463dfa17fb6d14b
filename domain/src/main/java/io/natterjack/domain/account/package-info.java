/// Accounts: the walls between groups of users.
///
/// Start at [io.natterjack.domain.account.Accounts]; an [io.natterjack.domain.account.Account] has its own subjects,
/// its own limits and its own figures.
@NullMarked
package io.natterjack.domain.account;

import org.jspecify.annotations.NullMarked;
