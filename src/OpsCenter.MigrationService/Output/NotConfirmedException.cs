namespace OpsCenter.MigrationService.Output;

/// <summary>The operator was asked, and did not say yes. It is thrown before anything is changed.</summary>
/// <param name="message">What was not confirmed.</param>
/// <param name="remedy">How to confirm it.</param>
internal sealed class NotConfirmedException(string message, string remedy) : Exception(message)
{
    /// <summary>How to confirm it.</summary>
    public string Remedy { get; } = remedy;
}
