package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * As whom and where this process uses AWS.
 *
 * @param credentials found to exist, and renewed when they expire if their source can
 * @param region where requests go
 */
record AwsAccount(AwsCredentialsProvider credentials, Region region) implements AutoCloseable {

  /** As environment, profile, container or machine say, in the order that all AWS tools follow. */
  static AwsAccount ofEnvironment() throws StoreException {
    Region region = findRegion();
    return new AwsAccount(findCredentials(), region);
  }

  @Override
  public void close() {
    if (credentials instanceof DefaultCredentialsProvider provider) {
      provider.close();
    }
  }

  private static Region findRegion() throws StoreException {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException e) {
      throw new PermanentStoreException(
          "No AWS region is set: set AWS_REGION, for example to eu-central-1, or a region in ~/.aws/config.",
          e);
    }
  }

  private static AwsCredentialsProvider findCredentials() throws StoreException {
    DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build();
    try {
      provider.resolveCredentials();
      return provider;
    } catch (SdkClientException e) {
      provider.close();
      throw new PermanentStoreException(
          "There are no AWS credentials: sign in with 'aws sso login' or 'aws configure', set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (%s)"
              .formatted(e.getMessage()),
          e);
    }
  }
}
