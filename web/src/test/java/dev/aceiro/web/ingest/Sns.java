package dev.aceiro.web.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** SNS as far as a subscriber sees it: it signs messages, and a certificate tells that it did. */
final class Sns {

  static final String TOPIC = "arn:aws:sns:sa-east-1:123456789012:PlooralAlertsTopic";
  static final String CERTIFICATE_URL =
      "https://sns.sa-east-1.amazonaws.com/SimpleNotificationService-7ff5318490ec183fbaddaa2a969abfda.pem";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final KeyPair keys;
  private final String certificate;

  private Sns(KeyPair keys, String certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  static Sns valid() {
    return owned("sns.amazonaws.com", Instant.now().plus(Duration.ofDays(30)));
  }

  static Sns owned(String commonName, Instant until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      return new Sns(
          keys, SelfSigned.pem(commonName, keys, until.minus(Duration.ofDays(400)), until));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String certificate() {
    return certificate;
  }

  /** A notification as SNS documents it, not yet signed. */
  static Map<String, String> notification(String message) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Type", "Notification");
    fields.put("MessageId", UUID.randomUUID().toString());
    fields.put("TopicArn", TOPIC);
    fields.put("Subject", "ALARM: \"Example\" in South America (Sao Paulo)");
    fields.put("Message", message);
    fields.put("Timestamp", Instant.now().toString());
    fields.put("SignatureVersion", "2");
    fields.put("SigningCertURL", CERTIFICATE_URL);
    fields.put("UnsubscribeURL", "https://sns.sa-east-1.amazonaws.com/?Action=Unsubscribe");
    return fields;
  }

  /** A confirmation as SNS documents it, not yet signed. */
  static Map<String, String> confirmation(String type, String topic) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Type", type);
    fields.put("MessageId", UUID.randomUUID().toString());
    fields.put("Token", "2336412f37fb687f5d51e6e2425e929f52ec8ce8");
    fields.put("TopicArn", topic);
    fields.put("Message", "You have chosen to subscribe to the topic " + topic + ".");
    fields.put("SubscribeURL", "https://sns.sa-east-1.amazonaws.com/?Action=ConfirmSubscription");
    fields.put("Timestamp", Instant.now().toString());
    fields.put("SignatureVersion", "1");
    fields.put("SigningCertURL", CERTIFICATE_URL);
    return fields;
  }

  /**
   * Signs as the AWS documentation prescribes, written apart from the product's own reading of it.
   */
  String signed(Map<String, String> fields) {
    String[] order =
        fields.get("Type").equals("Notification")
            ? new String[] {"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"}
            : new String[] {
              "Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"
            };
    StringBuilder text = new StringBuilder();
    for (String name : order) {
      if (fields.get(name) != null) {
        text.append(name).append("\n").append(fields.get(name)).append("\n");
      }
    }
    try {
      Signature signature =
          Signature.getInstance(
              fields.get("SignatureVersion").equals("1") ? "SHA1withRSA" : "SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
      Map<String, String> all = new LinkedHashMap<>(fields);
      all.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
      return json(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(Map<String, String> fields) {
    return JSON.writeValueAsString(fields);
  }
}
