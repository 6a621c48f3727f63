package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.RunTableContract;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The whole contract while every fifth exchange with DynamoDB goes wrong in one way or another. */
@Tag("once")
class DynamoRunTableUnderFaultsTest extends RunTableContract {
  private static final WireFaults FAULTS = Clients.misfortunes(5);
  private static AwsServices services;
  private static AwsEnvironment environment;
  private static AwsClients clients;

  private final OwnedClock clock = new OwnedClock(Instant.now());
  private final DynamoWorld world = DynamoWorld.at(services.dynamoDb());
  private RunTable table;

  @BeforeAll
  static void startService() {
    services = AwsServices.find();
    environment = AwsEnvironment.start().service("DynamoDb", services.dynamoDb());
    clients = Clients.with(FAULTS);
  }

  @AfterAll
  static void muchWentWrong() throws Exception {
    clients.close();
    environment.close();
    services.close();
    assertThat(FAULTS.injected()).isGreaterThan(100);
  }

  @BeforeEach
  void open() throws Exception {
    table = world.runTable(clock, clients.dynamoDb());
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Override
  protected RunTable table() {
    return table;
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }
}
