package dev.aceiro.web.profile;

import java.util.regex.Pattern;

/**
 * A place is where its kind of channel can find it; what is wrong here would be silent at night.
 */
final class AddressChecks {
  private static final Pattern SLACK = Pattern.compile("#[^\\s#@]+|[CG][A-Z0-9]+");

  private final Reading reading;
  private final Faults faults;

  AddressChecks(Reading reading, Faults faults) {
    this.reading = reading;
    this.faults = faults;
  }

  void run() {
    if (reading.channels == null) {
      return;
    }
    var channels = reading.channels.channels();
    for (int i = 0; i < channels.size(); i++) {
      String address = channels.get(i).address();
      if (channels.get(i).kind().equals("slack") && !SLACK.matcher(address).matches()) {
        faults.error(
            "channels.yaml", "/channels/" + i + "/address", "slack-place", "value", address);
      }
    }
  }
}
