namespace OpsCenter.Migrations.Errors;

/// <summary>What a preflight rule found, in the user's names.</summary>
/// <param name="Id">The rule's kebab-case id: the same in output, in docs/preflight and in <c>--allow</c>.</param>
/// <param name="Severity">Whether it stands in the way.</param>
/// <param name="Message">What is there, and what would happen.</param>
/// <param name="Why">Why it matters to a migration.</param>
/// <param name="Remedy">What to do, ready to paste where a statement does it.</param>
/// <param name="MayBeAllowed">Whether the caller may take the responsibility, by <see cref="MigratorOptions.Allowed"/>.</param>
/// <param name="IsAllowed">Whether the caller did.</param>
/// <param name="IsToldByScript">Whether the script itself refuses for the same reason, in words of its own.</param>
public sealed record PreflightFinding(
    string Id,
    PreflightSeverity Severity,
    string Message,
    string Why,
    string Remedy,
    bool MayBeAllowed = false,
    bool IsAllowed = false,
    bool IsToldByScript = false
)
{
    /// <summary>The table that it is about, schema-qualified and quoted where need be; null if it is about more than one, or none.</summary>
    public string? Table { get; init; }

    /// <summary>Whether the migration is refused because of it.</summary>
    public bool Blocks => Severity == PreflightSeverity.Refusal && !IsAllowed;
}
