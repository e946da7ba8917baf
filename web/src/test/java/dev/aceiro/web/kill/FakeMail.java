package dev.aceiro.web.kill;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;

/**
 * A mail server that takes everything for everybody. The idempotency key is read from the
 * Message-ID.
 */
final class FakeMail implements AutoCloseable {
  private final GreenMail server;
  private final Posts posts = new Posts();

  private FakeMail(Tripwire tripwire, Clock clock) {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    server
        .getUserManager()
        .setMessageDeliveryHandler(
            (message, to) -> {
              String what = "smtp " + to.getEmail();
              tripwire.pass(Moment.REQUEST_RECEIVED, what);
              GreenMailUser user = server.getUserManager().getUserByEmail(to.getEmail());
              if (user == null) {
                String email = to.getEmail();
                user = server.getUserManager().createUser(email, email, email);
              }
              MimeMessage mail = message.getMessage();
              try {
                posts.add(
                    new Posts.Post(
                        header(mail), to.getEmail(), subject(mail), false, clock.instant()));
              } catch (MessagingException unreadable) {
                throw new IllegalStateException(unreadable);
              }
              tripwire.pass(Moment.REQUEST_PROCESSED, what);
              return user;
            });
  }

  static FakeMail start(Tripwire tripwire, Clock clock) {
    return new FakeMail(tripwire, clock);
  }

  int port() {
    return server.getSmtp().getPort();
  }

  Posts posts() {
    return posts;
  }

  private static String header(MimeMessage mail) throws MessagingException {
    String id = mail.getMessageID();
    return id == null || !id.contains("@") ? "" : id.substring(1, id.indexOf('@'));
  }

  private static String subject(MimeMessage mail) throws MessagingException {
    return mail.getSubject() == null ? "" : mail.getSubject();
  }

  @Override
  public void close() {
    server.stop();
  }
}
