package dev.aceiro.activities.mail;

import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.Channel;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.communication.ChannelException.Kind;
import dev.aceiro.activities.communication.Letter;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * E-mail by SMTP. The Message-ID is made from the delivery's id: a duplicate, which SMTP cannot
 * rule out after a lost answer, is recognised by its readers' programs.
 */
final class MailChannel implements Channel {
  private static final int MOST_CAUSES = 20;
  private static final int SUBJECT = 250;
  private static final Pattern ENHANCED =
      Pattern.compile("^\\s*5\\d\\d[ -]5\\.(\\d{1,3})\\.(\\d{1,3})\\b");
  private static final String CONNECT_MILLIS = "1500";
  private static final String ANSWER_MILLIS = "2000";

  private final @Nullable JavaMailSender sender;
  private final @Nullable InternetAddress from;
  private final IntegrationState state;
  private final InstantSource clock;

  MailChannel(
      @Nullable JavaMailSender sender,
      @Nullable String from,
      IntegrationState state,
      InstantSource clock) {
    this.sender = sender;
    this.from = from == null ? null : address(from);
    this.state = state;
    this.clock = clock;
    if (sender instanceof JavaMailSenderImpl smtp) {
      limitTime(smtp.getJavaMailProperties());
    }
  }

  /** JavaMail waits for ever unless told otherwise. */
  private static void limitTime(Properties properties) {
    for (String protocol : new String[] {"smtp", "smtps"}) {
      String prefix = "mail." + protocol + ".";
      properties.putIfAbsent(prefix + "connectiontimeout", CONNECT_MILLIS);
      properties.putIfAbsent(prefix + "timeout", ANSWER_MILLIS);
      properties.putIfAbsent(prefix + "writetimeout", ANSWER_MILLIS);
    }
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("no e-mail address: " + text, e);
    }
  }

  @Override
  public String kind() {
    return "email";
  }

  @Override
  public boolean configured() {
    return sender != null && from != null;
  }

  /** Asks the mail server whether it lets us in. */
  void check() throws ChannelException {
    if (sender instanceof JavaMailSenderImpl smtp) {
      try {
        smtp.testConnection();
        state.worked();
      } catch (AuthenticationFailedException e) {
        throw failed(new MailAuthenticationException(e), null);
      } catch (MessagingException e) {
        throw failed(new MailSendException("no connection", e), null);
      }
    }
  }

  @Override
  public @Nullable String send(Letter letter) throws ChannelException {
    JavaMailSender smtp = sender;
    InternetAddress sentBy = from;
    if (smtp == null || sentBy == null) {
      throw new IllegalStateException("e-mail is not configured");
    }
    String id = "<" + letter.id().substring(0, 40) + "@" + domain(sentBy) + ">";
    try {
      smtp.send(written(smtp.createMimeMessage(), letter, sentBy, id));
    } catch (AddressException e) {
      throw unknown(letter, "email.address-invalid", e);
    } catch (MessagingException e) {
      throw new ChannelException(Kind.REFUSED, "email.not-written", null, e);
    } catch (MailException e) {
      throw failed(e, letter);
    } catch (RuntimeException e) {
      state.failed(ChannelException.BROKEN);
      throw ChannelException.broken(e);
    }
    state.reached(letter.address().person());
    return id;
  }

  private MimeMessage written(MimeMessage mail, Letter letter, InternetAddress sentBy, String id)
      throws MessagingException {
    InternetAddress[] to = {new InternetAddress(letter.address().value(), true)};
    to[0].validate();
    mail.setFrom(sentBy);
    mail.setRecipients(RecipientType.TO, to);
    mail.setSubject(oneLine(letter.text().subject()), StandardCharsets.UTF_8.name());
    mail.setText(letter.text().body() + "\n", StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(clock.instant()));
    mail.setHeader("Message-ID", id);
    mail.setHeader("Auto-Submitted", "auto-generated");
    String incident = oneLine(letter.message().incident());
    if (!incident.isEmpty()) {
      // Mail programs put what refers to the same thing together.
      String thread = incident.replaceAll("[^A-Za-z0-9-]", "-");
      mail.setHeader("References", "<" + thread + "@" + domain(sentBy) + ">");
      mail.setHeader("X-Aceiro-Incident", thread);
    }
    if (letter.message().page()) {
      mail.setHeader("Importance", "high");
    }
    return mail;
  }

  /** What a header may hold: nothing that ends it. */
  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.length() <= SUBJECT ? line : line.substring(0, SUBJECT - 1) + "…";
  }

  private static String domain(InternetAddress address) {
    String text = address.getAddress();
    return text.substring(text.indexOf('@') + 1);
  }

  private ChannelException failed(MailException e, @Nullable Letter letter) {
    if (e instanceof MailAuthenticationException) {
      return failed(Kind.REFUSED, "email.auth", e);
    }
    Throwable cause = e;
    if (e instanceof MailSendException send && send.getMessageExceptions().length > 0) {
      cause = send.getMessageExceptions()[0];
    }
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      switch (cause) {
        case AuthenticationFailedException denied -> {
          return failed(Kind.REFUSED, "email.auth", e);
        }
        case SMTPAddressFailedException refused -> {
          if (letter == null || !aboutReader(refused)) {
            return refusal(refused.getReturnCode(), e);
          }
          state.worked();
          return unknown(letter, "email.address-rejected-" + refused.getReturnCode(), e);
        }
        case SMTPSendFailedException refused -> {
          return refusal(refused.getReturnCode(), e);
        }
        case ConnectException away -> {
          return failed(Kind.NOT_TAKEN, "email.unreachable", e);
        }
        case UnknownHostException away -> {
          return failed(Kind.NOT_TAKEN, "email.unreachable", e);
        }
        default -> cause = next(cause);
      }
    }
    return failed(Kind.NO_ANSWER, "email.no-answer", e);
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof SendFailedException send && send.getNextException() != null
        ? send.getNextException()
        : failure.getCause();
  }

  /**
   * Whether the server refuses this reader and not us. RFC 3463: of the enhanced codes X.1 is about
   * addresses (7 and 8 of them about the sender's) and X.2 about mailboxes, while X.7 is policy. A
   * server without them says 550 to 553 for a mailbox, and also for a relay that it does not want
   * to be.
   */
  private static boolean aboutReader(SMTPAddressFailedException refused) {
    String said = refused.getMessage() == null ? "" : refused.getMessage();
    Matcher enhanced = ENHANCED.matcher(said);
    if (enhanced.find()) {
      String detail = enhanced.group(2);
      return enhanced.group(1).equals("2")
          || (enhanced.group(1).equals("1") && !detail.equals("7") && !detail.equals("8"));
    }
    return refused.getReturnCode() >= 550
        && refused.getReturnCode() <= 553
        && !said.toLowerCase(Locale.ROOT).contains("relay");
  }

  /** Whatever the server does, this reader's address does not work. */
  private ChannelException unknown(Letter letter, String code, Exception cause) {
    if (!letter.test()) {
      state.cannotReach(letter.address().person(), code);
    }
    return new ChannelException(Kind.REFUSED, code, null, cause);
  }

  /** SMTP: 5yz is for good, 4yz is for now; JavaMail has -1 where the connection ended. */
  private ChannelException refusal(int code, MailException e) {
    if (code < 400) {
      return failed(Kind.NO_ANSWER, "email.no-answer", e);
    }
    return code >= 500
        ? failed(Kind.REFUSED, "email.rejected-" + code, e)
        : failed(Kind.NOT_TAKEN, "email.deferred-" + code, e);
  }

  private ChannelException failed(Kind kind, String code, MailException cause) {
    state.failed(code);
    return new ChannelException(kind, code, null, cause);
  }
}
