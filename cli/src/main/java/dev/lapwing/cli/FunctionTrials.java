package dev.lapwing.cli;

import dev.lapwing.cli.PermissionTrials.Trial;
import dev.lapwing.cli.stack.StackName;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Trials on the function, which is not started by them. */
record FunctionTrials(LambdaClient client, StackName name) {

  void addTo(Map<String, Trial> trials) {
    String function = name.function();
    trials.put(
        "lambda:InvokeFunction",
        () ->
            client.invoke(
                request -> request.functionName(function).invocationType(InvocationType.DRY_RUN)));
    trials.put(
        "lambda:GetFunction", () -> client.getFunction(request -> request.functionName(function)));
    trials.put(
        "lambda:GetFunctionConcurrency",
        () -> client.getFunctionConcurrency(request -> request.functionName(function)));
    trials.put("lambda:GetAccountSettings", () -> client.getAccountSettings(request -> {}));
  }
}
