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

    /// <summary>Who it is and for how long, without its statement.</summary>
    public string Who
    {
        get
        {
            var who = Pid is { } pid
                ? string.Create(CultureInfo.InvariantCulture, $"pid {pid} ({Application}, {User})")
                : $"prepared transaction {Application} ({User})";
            var age = Age is { } open
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $", open for {open.TotalSeconds:0.0} s{State switch { null => "", var state => $", {state}" }}"
                )
                : "";
            return who + age;
        }
    }

    /// <summary>One line for the operator.</summary>
    public override string ToString() =>
        Who
        + (string.IsNullOrEmpty(Tables) ? "" : $", holds {Tables}")
        + (Query is null ? "" : $": {Query}");
}
