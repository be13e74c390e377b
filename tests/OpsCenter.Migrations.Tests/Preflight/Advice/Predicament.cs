namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>A shop in which a rule finds something, and what is taken from its advice.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Arrangement">Statements of a superuser; {0} is the role of the run, {database} the database.</param>
/// <param name="Means">What is done.</param>
internal sealed record Predicament(string Rule, string Arrangement, Means Means = Means.Statements)
{
    /// <summary>What the role needs for the toy migration, if nothing is in the way.</summary>
    public const string Enough =
        "alter table customers owner to {0}; grant create on schema public to {0}; grant create on database {database} to {0}; ";

    /// <summary>Options of the connection.</summary>
    public string Connection { get; init; } = "";

    /// <summary>What another session does in its open transaction.</summary>
    public string? Open { get; init; }

    /// <summary>Whether it only notes something.</summary>
    public bool IsNote { get; init; }

    /// <summary>Whether the migration was applied before.</summary>
    public bool IsApplied { get; init; }

    /// <summary>The options of the run.</summary>
    public MigratorOptions Options { get; init; } =
        new() { StatisticsGrace = TimeSpan.FromSeconds(3) };

    /// <summary>The SQL on the rule's page that helps here: how it begins; null if none does.</summary>
    public string? Page { get; init; }
}
