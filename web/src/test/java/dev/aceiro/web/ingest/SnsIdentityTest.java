package dev.aceiro.web.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnsIdentityTest {

  @TempDir private Path folder;

  @Test
  void theCertificateVerifiesWhatTheKeySigns() throws Exception {
    SnsIdentity identity = new SnsIdentity(folder).ensure(InstantSource.system());
    X509Certificate certificate = SnsCertificates.parse(Files.readAllBytes(identity.certificate()));
    Signature signing = Signature.getInstance("SHA256withRSA");
    signing.initSign(identity.key());
    signing.update(new byte[] {1, 2, 3});
    byte[] signature = signing.sign();

    Signature verifying = Signature.getInstance("SHA256withRSA");
    verifying.initVerify(certificate);
    verifying.update(new byte[] {1, 2, 3});
    assertThat(verifying.verify(signature)).isTrue();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=sns.amazonaws.com");
  }

  @Test
  void aSecondStartKeepsThePair() throws Exception {
    new SnsIdentity(folder).ensure(InstantSource.system());
    byte[] before = Files.readAllBytes(folder.resolve("certificate.pem"));

    new SnsIdentity(folder).ensure(InstantSource.system());

    assertThat(Files.readAllBytes(folder.resolve("certificate.pem"))).isEqualTo(before);
  }

  @Test
  void aPairThatIsAboutToExpireIsMadeAnew() throws Exception {
    new SnsIdentity(folder).ensure(InstantSource.system());
    byte[] before = Files.readAllBytes(folder.resolve("certificate.pem"));
    Instant later = Instant.now().plus(Duration.ofDays(3649));

    new SnsIdentity(folder).ensure(InstantSource.fixed(later));

    assertThat(Files.readAllBytes(folder.resolve("certificate.pem"))).isNotEqualTo(before);
  }

  @Test
  void onlyTheOwnerMayReadTheKey() throws Exception {
    new SnsIdentity(folder).ensure(InstantSource.system());

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pem"))))
        .isEqualTo("rw-------");
  }
}
