namespace OpsCenter.Schema.V1;

/// <summary>A seed that was refused. Nothing was changed.</summary>
public class V1SeedException : Exception
{
    /// <summary>A refusal with its remedy and, where the server refused, the server's error.</summary>
    public V1SeedException(string message, string remedy, Exception? innerException = null)
        : base(message, innerException) => Remedy = remedy;

    /// <summary>What to do instead.</summary>
    public string Remedy { get; }
}
