package dev.aceiro.web.ingest;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * Writes certificates that vouch for nothing but their own key; the JDK reads X.509 and has no way
 * to write it.
 */
final class SelfSigned {

  private static final byte[] SHA256_WITH_RSA = {
    0x30,
    0x0D,
    0x06,
    0x09,
    0x2A,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xF7,
    0x0D,
    0x01,
    0x01,
    0x0B,
    0x05,
    0x00
  };
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTF8_STRING = 0x0C;
  private static final int UTC_TIME = 0x17;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private SelfSigned() {}

  /**
   * A certificate as PEM.
   *
   * @param commonName its subject and issuer
   * @param keys an RSA pair
   * @param from its first instant (UTC), before 2050
   * @param until its last instant (UTC), before 2050
   */
  static String pem(String commonName, KeyPair keys, Instant from, Instant until)
      throws GeneralSecurityException {
    byte[] name =
        tagged(
            SEQUENCE,
            tagged(
                SET,
                tagged(
                    SEQUENCE,
                    COMMON_NAME,
                    tagged(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8)))));
    byte[] body =
        tagged(
            SEQUENCE,
            tagged(INTEGER, new BigInteger(63, new SecureRandom()).toByteArray()),
            SHA256_WITH_RSA,
            name,
            tagged(SEQUENCE, time(from), time(until)),
            name,
            keys.getPublic().getEncoded());
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(body);
    byte[] certificate =
        tagged(SEQUENCE, body, SHA256_WITH_RSA, tagged(BIT_STRING, new byte[1], signature.sign()));
    return pem("CERTIFICATE", certificate);
  }

  /** Any DER as PEM. */
  static String pem(String type, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
  }

  private static byte[] time(Instant instant) {
    return tagged(UTC_TIME, UTC.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int skip = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | (digits.length - skip));
      out.write(digits, skip, digits.length - skip);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
