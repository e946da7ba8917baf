/** What operators order: that incidents are resumed from the record, that quarantine was seen. */
@NullMarked
package dev.aceiro.web.operation;

import org.jspecify.annotations.NullMarked;
