/** Actions on AWS: clients that know when to repeat a request, and one handler for each action. */
@NullMarked
package dev.aceiro.activities.aws;

import org.jspecify.annotations.NullMarked;
