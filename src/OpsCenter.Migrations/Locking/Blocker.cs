using System.Globalization;

namespace OpsCenter.Migrations.Locking;

/// <summary>A session, or a prepared transaction, that holds a lock which somebody waits for.</summary>
/// <param name="Pid">Its process on the server; null for a prepared transaction.</param>
/// <param name="Application">Its application name, or the name of the prepared transaction.</param>
/// <param name="User">Its role.</param>
/// <param name="Age">How long its transaction has been open; null where this role may not see it.</param>
/// <param name="State">Such as <c>active</c> or <c>idle in transaction</c>; null where this role may not see it.</param>
/// <param name="Query">What it runs or ran last, without literals; null where this role may not see it.</param>
public sealed record Blocker(
    int? Pid,
    string Application,
    string User,
    TimeSpan? Age,
    string? State,
    string? Query
)
{
    /// <summary>Which tables it holds, schema-qualified; null where that is no news.</summary>
    public string? Tables { get; init; }

    /// <summary>Who it is.</summary>
    public string Name =>
        Pid is { } pid
            ? string.Create(CultureInfo.InvariantCulture, $"pid {pid} ({Application}, {User})")
            : $"prepared transaction {Application} ({User})";

    /// <summary>For how long it has been open, its state, and its statement, as far as this role may see them.</summary>
    public string Details =>
        string.Join(
            ", ",
            ((string?[])[Opened, State]).Where(detail => !string.IsNullOrEmpty(detail))
        ) + (Query is null ? "" : $": {Query}");

    /// <summary>One line for the operator.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            ((string?[])[Name, Opened, State]).Where(part => !string.IsNullOrEmpty(part))
        )
        + (string.IsNullOrEmpty(Tables) ? "" : $", holds {Tables}")
        + (Query is null ? "" : $": {Query}");

    private string? Opened =>
        Age is { } age
            ? string.Create(CultureInfo.InvariantCulture, $"open for {age.TotalSeconds:0.0} s")
            : null;
}
