namespace OpsCenter.EmbeddedPostgres;

/// <summary>
/// A server could not be found, installed, initialized, started or stopped. The message describes what to do.
/// </summary>
public class EmbeddedPostgresException : Exception
{
    /// <summary>Creates the exception.</summary>
    public EmbeddedPostgresException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
