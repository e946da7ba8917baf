package dev.aceiro.web.security;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the installation is and how it knows people.
 *
 * @param installation names it among others that share an engine; the first part of its workflows'
 *     ids
 * @param mode {@code local} only answers on loopback
 * @param publicUrl the address people and sources use, such as {@code https://aceiro.example.com};
 *     null on one's own machine
 * @param allowedHosts further names this installation is called by, without ports, such as a
 *     cluster's service name
 */
@ConfigurationProperties("aceiro")
public record InstallationProperties(
    @DefaultValue("aceiro") String installation,
    @DefaultValue("local") Mode mode,
    @Nullable URI publicUrl,
    @DefaultValue List<String> allowedHosts) {}
