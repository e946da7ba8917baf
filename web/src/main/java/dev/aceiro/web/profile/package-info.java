/**
 * An organisation's response policy as a folder of YAML: read, checked, and handed to whoever needs
 * it.
 */
@NullMarked
package dev.aceiro.web.profile;

import org.jspecify.annotations.NullMarked;
