package dev.aceiro.web.security;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.problem.ProblemDetails;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstallationProperties.class, SecurityProperties.class})
class SecurityConfiguration {
  /** Everything from ourselves, nothing inline, nobody's frame. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors"
          + " 'none'";

  private static final String PERMISSIONS_POLICY =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

  @Bean
  FilterRegistrationBean<AddressGuard> addressGuard(
      InstallationProperties installation, ProblemDetails problems) {
    var registration =
        new FilterRegistrationBean<>(new AddressGuard(new Hosts(installation), problems));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  LocalPeople localPeople(Roster roster) {
    return new LocalPeople(roster);
  }

  @Bean
  WebMvcConfigurer askerParameters() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Askers());
      }
    };
  }

  /** Alarms are let in by their source's own credentials, which the way in checks. */
  @Bean
  @Order(1)
  SecurityFilterChain alarms(HttpSecurity http) throws Exception {
    return headers(http)
        .securityMatcher("/alarms/**")
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(r -> r.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain machines(
      HttpSecurity http, SecurityProperties properties, ProblemDetails problems) throws Exception {
    TokenFilter filter = new TokenFilter(new ApiTokens(properties.tokens()), problems);
    return headers(http)
        .securityMatcher(TokenFilter::carriesToken)
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .anonymous(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(filter, AuthorizationFilter.class)
        .authorizeHttpRequests(r -> r.anyRequest().authenticated())
        .exceptionHandling(e -> handle(e, new SecurityProblems(problems)))
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain people(
      HttpSecurity http,
      InstallationProperties installation,
      SecurityProperties properties,
      LocalPeople localPeople,
      ProblemDetails problems,
      ObjectProvider<ClientRegistrationRepository> providers)
      throws Exception {
    headers(http)
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfTokens())
                    .requireCsrfProtectionMatcher(new BrowserWrites()))
        .addFilterAfter(
            new CsrfCookieFilter(), org.springframework.security.web.csrf.CsrfFilter.class)
        .exceptionHandling(e -> handle(e, new SecurityProblems(problems)));
    return switch (installation.mode()) {
      case LOCAL -> local(http, localPeople, problems);
      case SERVER -> server(http, properties, problems, providers.getIfAvailable() != null);
    };
  }

  private static SecurityFilterChain local(
      HttpSecurity http, LocalPeople people, ProblemDetails problems) throws Exception {
    return http.requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // Nobody signs in here: without this, every request would count as a sign-in and make the
        // CSRF tokens of all open pages invalid.
        .csrf(csrf -> csrf.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
        .addFilterBefore(
            new LocalPersonFilter(people, problems), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(r -> r.anyRequest().permitAll())
        .build();
  }

  private static SecurityFilterChain server(
      HttpSecurity http, SecurityProperties properties, ProblemDetails problems, boolean oidc)
      throws Exception {
    var usersFile = properties.usersFile();
    if (usersFile == null && !oidc) {
      throw new StartupFailure(
          "Nobody could sign in: with aceiro.mode=server set aceiro.security.users-file, or an OIDC"
              + " provider under spring.security.oauth2.client.registration.");
    }
    if (usersFile != null) {
      http.formLogin(form -> form.loginPage("/login").defaultSuccessUrl("/").permitAll())
          .authenticationManager(manager(UsersFile.read(usersFile)));
    }
    if (oidc) {
      http.oauth2Login(login -> login.loginPage("/login").defaultSuccessUrl("/"));
    }
    return http.addFilterAfter(
            new ForeignPersonFilter(problems), AnonymousAuthenticationFilter.class)
        .logout(logout -> logout.logoutSuccessUrl("/login?out"))
        .authorizeHttpRequests(
            r ->
                r.requestMatchers(
                        "/livez",
                        "/readyz",
                        "/login",
                        "/error",
                        "/assets/**",
                        "/webjars/**",
                        "/favicon.ico")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .build();
  }

  private static AuthenticationManager manager(UsersFile users) {
    DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
    provider.setPasswordEncoder(UsersFile.encoder());
    AuthenticationProvider one = provider;
    return new ProviderManager(one);
  }

  private static void handle(
      org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer<
              HttpSecurity>
          handling,
      SecurityProblems problems) {
    handling.authenticationEntryPoint(problems).accessDeniedHandler(problems);
  }

  private static CsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("aceiro-csrf");
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  private static HttpSecurity headers(HttpSecurity http) throws Exception {
    return http.headers(
        headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .crossOriginOpenerPolicy(p -> p.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(p -> p.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(p -> p.policy(PERMISSIONS_POLICY)));
  }
}
