/** What a profile's files say, as people write it: one record for each kind of file. */
@NullMarked
package dev.aceiro.web.profile.yaml;

import org.jspecify.annotations.NullMarked;
