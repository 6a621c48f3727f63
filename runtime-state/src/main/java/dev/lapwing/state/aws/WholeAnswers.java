package dev.lapwing.state.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Receives answers whole before they are parsed, save the content of objects. A parser whose input
 * breaks off throws what the SDK does not repeat, and for XML not even an exception of its own; an
 * answer that broke off here is asked for again.
 */
final class WholeAnswers implements ExecutionInterceptor {

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    boolean content =
        context.request() instanceof GetObjectRequest && context.httpResponse().isSuccessful();
    return content ? context.responseBody() : context.responseBody().map(WholeAnswers::whole);
  }

  private static InputStream whole(InputStream body) {
    try (body) {
      return new ByteArrayInputStream(body.readAllBytes());
    } catch (IOException e) {
      throw RetryableException.create("The answer broke off: " + e, e);
    }
  }
}
