namespace OpsCenter.Migrations.Testing;

/// <summary>
/// The machine lacks a prerequisite of a test. xUnit skips a test if the message starts with its skip token.
/// </summary>
public sealed class MissingPrerequisiteException(string message, Exception? innerException)
    : Exception(message, innerException);
