package dev.aceiro.activities.store;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The store as an application has it, on a database of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
class StoreTestConfiguration {

  @Bean(destroyMethod = "close")
  TestDatabase testDatabase() {
    return TestDatabase.fresh();
  }

  @Bean(destroyMethod = "")
  DataSource dataSource(TestDatabase database) {
    return database.dataSource();
  }
}
