namespace OpsCenter.Migrations.Errors;

/// <summary>Something that kept the migrator from doing what it was asked, said so that an operator can act on it.</summary>
public abstract class MigrationException : Exception
{
    /// <summary>Creates the error.</summary>
    protected MigrationException(string id, string message, string remedy, Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
        Remedy = remedy;
    }

    /// <summary>A stable kebab-case name of this kind of error, the same in text, JSON and documentation.</summary>
    public string Id { get; }

    /// <summary>What to do now.</summary>
    public string Remedy { get; }
}
