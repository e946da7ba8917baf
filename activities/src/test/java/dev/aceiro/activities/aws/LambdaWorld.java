package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A function with three versions, an alias on the last and a queue that triggers the alias. */
abstract class LambdaWorld extends AwsBench {
  static final String SECRET = "planted-s3cr3t-5e1d";

  final LambdaClient lambda = witness(Service.LAMBDA);
  final String trigger;

  LambdaWorld(Function<Aws, ActionHandler<?>> made) {
    super(made);
    String role = Moto.role();
    lambda.createFunction(
        r ->
            r.functionName(name)
                .runtime("python3.13")
                .handler("worker.run")
                .role(role)
                .timeout(30)
                .memorySize(256)
                .environment(e -> e.variables(Map.of("LEVEL", SECRET)))
                .code(c -> c.zipFile(zip("one")))
                .publish(true));
    for (String code : new String[] {"two", "three"}) {
      lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip(code)).publish(true));
    }
    lambda.createAlias(r -> r.functionName(name).name("LIVE").functionVersion("3"));
    SqsClient sqs = witness(new Service<>(SqsClient.class, SqsClient::builder));
    String queue = sqs.createQueue(r -> r.queueName(name)).queueUrl();
    String arn =
        sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNamesWithStrings("QueueArn"))
            .attributesAsStrings()
            .get("QueueArn");
    trigger =
        lambda
            .createEventSourceMapping(
                r -> r.functionName(name + ":LIVE").eventSourceArn(arn).batchSize(10).enabled(true))
            .uuid();
  }

  private static SdkBytes zip(String code) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("worker.py"));
      zip.write(("# " + code).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SdkBytes.fromByteArray(bytes.toByteArray());
  }

  @Override
  RecordingProxy.Answer error(String code) {
    return new RecordingProxy.Answer(
        code.startsWith("Throttling") ? 429 : 403,
        "{\"__type\":\"%s\",\"message\":\"not now\"}".formatted(code));
  }
}
