package dev.aceiro.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** An OIDC provider that signs whatever a test says about somebody. */
final class LocalProvider implements AutoCloseable {
  static final String CLIENT = "aceiro";

  private final HttpServer server;
  private final RSAKey key;
  private volatile JWTClaimsSet claims;

  private LocalProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static LocalProvider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      LocalProvider provider =
          new LocalProvider(server, new RSAKeyGenerator(2048).keyID("k1").generate());
      server.createContext("/token", exchange -> answer(exchange, provider.token()));
      server.createContext(
          "/keys", exchange -> answer(exchange, new JWKSet(provider.key.toPublicJWK()).toString()));
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void answers(String nonce, String email, boolean verified) {
    claims =
        new JWTClaimsSet.Builder()
            .issuer(url(""))
            .subject("subject-1")
            .audience(CLIENT)
            .issueTime(new Date())
            .expirationTime(Date.from(Instant.now().plusSeconds(300)))
            .claim("nonce", nonce)
            .claim("email", email)
            .claim("email_verified", verified)
            .build();
  }

  private String token() {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
      token.sign(new RSASSASigner(key));
      return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
          + token.serialize()
          + "\"}";
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
