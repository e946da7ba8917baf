package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an organisation adds, it adds as files. */
class FilesOnlyTest {

  @Test
  void anAlarmIsAddedByOneFile() {
    Profile profile =
        ProfileFolders.plooral()
            .put(
                "alarms/CertificateExpiring.yaml",
                """
                name: CertificateExpiring
                service: plooral-edge
                scenario: edge-errors
                severity: P2
                """)
            .load();
    assertThat(profile.catalogue().entry("CertificateExpiring"))
        .satisfies(entry -> assertThat(entry.severity()).isEqualTo("P2"));
  }

  @Test
  void aScenarioIsAddedByItsPlaybookAndGuide() {
    Profile profile =
        ProfileFolders.plooral()
            .put(
                "playbooks/certificate-expired.yaml",
                """
                scenario: certificate-expired
                title: Certificado expirado
                severity: P1
                diagnostics: [certificate]
                actions:
                  - {type: acm.renew, title: Renovar, parameters: {instruction: Renovar no ACM.}}
                checks:
                  - {id: valid, kind: checklist, title: O certificado vale}
                escalations:
                  - {id: certificate-late, when: {elapsed: 20m}, tell: [role:platform-lead], source: 002 §5.4}
                """)
            .put(
                "guides/certificate.yaml",
                """
                id: certificate
                title: Certificado
                symptom: O navegador recusa a página.
                steps:
                  - {look: A data de validade, means: "No passado, ele expirou."}
                """)
            .load();
    assertThat(profile.plan().playbook("certificate-expired"))
        .satisfies(playbook -> assertThat(playbook.diagnostics()).containsExactly("certificate"));
    assertThat(profile.plan().escalations())
        .filteredOn(rule -> rule.id().equals("certificate-late"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.scenario()).isEqualTo("certificate-expired"));
    assertThat(profile.document().guide("certificate")).isNotNull();
  }

  @Test
  void aFourthProfileIsAddedByItsFolder(@TempDir Path folder) throws IOException {
    for (ProfileFiles shipped : ProfileFiles.shipped()) {
      ProfileFolders.shipped(shipped.id()).write(folder);
    }
    ProfileFolders.acme().write(folder);
    assertThat(ProfileConfiguration.load(ProfileFiles.in(folder), true).all())
        .extracting(Profile::id)
        .contains("acme", "plooral")
        .hasSize(ProfileFiles.shipped().size() + 1);
  }
}
