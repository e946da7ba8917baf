package dev.aceiro.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process: web, worker and responder in one, unless configured otherwise. */
@SpringBootApplication(scanBasePackages = {"dev.aceiro.activities", "dev.aceiro.web"})
@AutoConfigurationPackage(basePackages = {"dev.aceiro.activities", "dev.aceiro.web"})
public class Aceiro {

  public static void main(String[] args) {
    SpringApplication.run(Aceiro.class, args);
  }
}
