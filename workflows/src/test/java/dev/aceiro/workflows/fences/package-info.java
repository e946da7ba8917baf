/** What workflow code may not do, and proof that each fence stops it. */
package dev.aceiro.workflows.fences;
