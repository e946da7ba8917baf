package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.TypedHandler;
import java.time.Duration;

/** An action on AWS whose every call begins something, and is therefore never repeated. */
abstract class AwsOneShot<P extends Record & Located> extends TypedHandler<P> {
  private final Aws aws;

  AwsOneShot(Aws aws, ActionType<P> type) {
    super(type);
    this.aws = aws;
  }

  final Aws aws() {
    return aws;
  }

  final Place place(P parameters) {
    return aws.place(parameters.region(), parameters.account());
  }

  final Place imaginedPlace(P parameters) {
    return aws.imagined(parameters.region(), parameters.account());
  }

  @Override
  public final boolean reaches(P parameters) {
    return aws.settings().reaches(parameters.account());
  }

  @Override
  public Duration settleTime() {
    return aws.settings().settle();
  }

  @Override
  public Duration verifyTime() {
    return aws.settings().verify();
  }

  @Override
  public boolean harmlessToRepeat() {
    return false;
  }
}
