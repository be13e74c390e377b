namespace OpsCenter.Migrations.Testing;

/// <summary>The machine lacks something that a test needs. xUnit takes a message that begins with its token for a skip.</summary>
public sealed class MissingPrerequisiteException(string message, Exception? innerException)
    : Exception(message, innerException);
