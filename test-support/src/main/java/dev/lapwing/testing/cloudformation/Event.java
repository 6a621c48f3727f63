package dev.lapwing.testing.cloudformation;

/** Something that happened to a resource of a stack. */
record Event(String id, String resource, String type, String status, String reason) {
  static final String STACK = "AWS::CloudFormation::Stack";
}
