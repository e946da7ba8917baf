/** Actions on Kubernetes: clients of each cluster, and one handler for each action. */
@NullMarked
package dev.aceiro.activities.kubernetes;

import org.jspecify.annotations.NullMarked;
