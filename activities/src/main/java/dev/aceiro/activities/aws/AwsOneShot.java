package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.TypedHandler;

/** An action on AWS whose every call begins something, and is therefore never repeated. */
abstract class AwsOneShot<P extends Record & Located> extends TypedHandler<P> implements OnAws<P> {
  private final Aws aws;

  AwsOneShot(Aws aws, ActionType<P> type) {
    super(type);
    this.aws = aws;
  }

  @Override
  public final Aws aws() {
    return aws;
  }

  @Override
  public boolean harmlessToRepeat() {
    return false;
  }
}
