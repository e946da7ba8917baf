/** Who may know whom across the three modules, and proof that each fence stops it. */
package dev.aceiro.web.fences;
