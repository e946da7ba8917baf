package dev.aceiro.web.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys come from by which SNS messages are verified: from SNS itself, by an address that
 * only SNS can have, or from a file that the source names. What SNS serves is vouched for by the
 * TLS of its host; its file holds no chain to check beside that.
 */
final class SnsCertificates {

  /** Gets what is at an https address. */
  @FunctionalInterface
  interface Download {
    /** The bytes, at most 64 KB. */
    byte[] get(URI address) throws IOException;
  }

  private record Known(X509Certificate certificate, Instant until) {}

  private record Read(X509Certificate certificate, FileTime changed) {}

  private static final Pattern HOST =
      Pattern.compile("sns\\.([a-z]{2}[a-z0-9-]{3,30})\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._-]+\\.pem");
  private static final Pattern OWNER = Pattern.compile("sns[a-z0-9.-]*\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,]+)");
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int KNOWN_AT_MOST = 64;
  private static final int MAX_BYTES = 64 * 1024;

  private final Download download;
  private final Map<URI, Known> known = new ConcurrentHashMap<>();
  private final Map<Path, Read> files = new ConcurrentHashMap<>();

  SnsCertificates(Download download) {
    this.download = download;
  }

  /** Fetches over HTTPS, follows no redirect. */
  static SnsCertificates overHttps() {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new SnsCertificates(address -> fetch(client, address));
  }

  /**
   * The certificate in a file, read again when the file changes.
   *
   * @throws dev.aceiro.web.problem.Problem if it is not valid now
   */
  X509Certificate inFile(Path file, Instant now) {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      Read read = files.get(file);
      if (read == null || !read.changed().equals(changed)) {
        read = new Read(parse(Files.readAllBytes(file)), changed);
        files.put(file, read);
      }
      return valid(read.certificate(), now);
    } catch (IOException | CertificateException unreadable) {
      throw Refused.certificateUnreachable(unreadable);
    }
  }

  /**
   * The certificate SNS names for a topic of that region.
   *
   * @throws dev.aceiro.web.problem.Problem if the address is not one of SNS in that region, or what
   *     is there is not a valid certificate of SNS
   */
  X509Certificate at(String address, String region, Instant now) {
    URI uri = allowed(address, region);
    Known kept = known.get(uri);
    if (kept != null && now.isBefore(kept.until())) {
      return valid(kept.certificate(), now);
    }
    try {
      X509Certificate certificate = parse(download.get(uri));
      if (!OWNER.matcher(commonName(certificate)).matches()) {
        throw Refused.certificateInvalid();
      }
      valid(certificate, now);
      if (known.size() >= KNOWN_AT_MOST) {
        known.clear();
      }
      known.put(uri, new Known(certificate, now.plus(KEPT)));
      return certificate;
    } catch (IOException unreachable) {
      throw Refused.certificateUnreachable(unreachable);
    } catch (CertificateException broken) {
      throw Refused.certificateInvalid().because(broken);
    }
  }

  /** The first certificate of a PEM file. */
  static X509Certificate parse(byte[] pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  private static URI allowed(String address, String region) {
    URI uri = parseAddress(address);
    String host = uri == null ? null : uri.getHost();
    if (uri == null
        || host == null
        || !"https".equals(uri.getScheme())
        || uri.getUserInfo() != null
        || (uri.getPort() != -1 && uri.getPort() != 443)
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !PATH.matcher(String.valueOf(uri.getRawPath())).matches()) {
      throw Refused.certificateAddress(address);
    }
    Matcher matcher = HOST.matcher(host);
    if (!matcher.matches() || !matcher.group(1).equals(region)) {
      throw Refused.certificateAddress(address);
    }
    return uri;
  }

  private static @Nullable URI parseAddress(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException broken) {
      return null;
    }
  }

  private static X509Certificate valid(X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      return certificate;
    } catch (CertificateException outside) {
      throw Refused.certificateInvalid().because(outside);
    }
  }

  private static String commonName(X509Certificate certificate) {
    Matcher matcher = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    return matcher.find() ? matcher.group(1) : "";
  }

  private static byte[] fetch(HttpClient client, URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).GET().build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("the certificate's host answered " + response.statusCode());
        }
        return body.readNBytes(MAX_BYTES);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
