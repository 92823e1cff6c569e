package io.millrace.forecast;

import io.millrace.releases.Announcements;
import io.millrace.serving.ModelBundle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Releases that are asked for over HTTP. */
@ApplicationScoped
class AnnouncedReleases {

  @Produces
  @Singleton
  Announcements announcements(ForecastSettings settings, KafkaClients clients) {
    return new Announcements(
        () -> ModelBundle.findAll(settings.models().directories().orElse(List.of()), refused -> {}),
        () -> clients.writer("forecast-announcements"),
        Clock.systemUTC());
  }
}
