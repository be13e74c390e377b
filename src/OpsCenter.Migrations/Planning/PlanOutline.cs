using System.Security.Cryptography;
using System.Text;

namespace OpsCenter.Migrations.Planning;

/// <summary>A plan in lines that can be compared with those of a later plan.</summary>
/// <param name="Subject">What is done to which database.</param>
/// <param name="Lines">The scripts with their checksums, and each step without numbers that change by themselves, such as those of rows.</param>
public sealed record PlanOutline(string Subject, IReadOnlyList<string> Lines)
{
    private const string RollBack = "roll back";
    private const string AsWanted = ", which is there as wanted";

    /// <summary>The outline of a plan that has none.</summary>
    public static PlanOutline None { get; } = new("", []);

    /// <summary>SHA-256 of the subject and the lines, as hexadecimal text: equal for two plans that do the same.</summary>
    public string Fingerprint { get; } = FingerprintOf(Subject, Lines);

    /// <summary>Whether it is the plan of a rollback.</summary>
    internal bool IsRollback => Subject.StartsWith(RollBack, StringComparison.Ordinal);

    /// <summary>The lines that do something which the other plan does not: what is found as wanted is left alone.</summary>
    internal IEnumerable<string> Beyond(PlanOutline whole) =>
        Lines
            .Except(whole.Lines, StringComparer.Ordinal)
            .Where(line => !line.EndsWith(AsWanted, StringComparison.Ordinal));

    /// <summary>Whether its lines are the last ones of the other plan.</summary>
    internal bool IsEndOf(PlanOutline whole) =>
        whole.Lines.TakeLast(Lines.Count).SequenceEqual(Lines, StringComparer.Ordinal);

    internal static PlanOutline Of(
        Migration migration,
        MigrationDirection direction,
        string database,
        IEnumerable<MigrationStep> steps
    )
    {
        var isApply = direction == MigrationDirection.Up;
        var script = isApply ? migration.Forward : migration.Rollback;
        return new PlanOutline(
            SubjectOf(direction, migration.Name, database),
            [
                $"run {script.FileName}, SHA-256 {script.Checksum}",
                .. steps.Where(IsCompared).Select(LineOf),
            ]
        );
    }

    internal static string SubjectOf(MigrationDirection direction, string what, string database) =>
        $"{(direction == MigrationDirection.Up ? "apply" : RollBack)} {what} in database \"{database}\"";

    /// <summary>Advice and outcomes are sentences for people; their numbers change while others work.</summary>
    private static bool IsCompared(MigrationStep step) =>
        step.Kind is not (StepKind.Advice or StepKind.Outcome or StepKind.Restored);

    private static string LineOf(MigrationStep step)
    {
        var subject = string.Join(
            ' ',
            new[] { step.ObjectKind, step.FullName }.Where(part => part is not null)
        );
        return step.Kind switch
        {
            StepKind.Added => $"create {subject}",
            StepKind.Kept => $"keep {subject}{AsWanted}",
            StepKind.Differs => $"keep {subject}, which differs: {step.Message}",
            StepKind.Skipped => $"leave out {subject}: {step.Message}",
            StepKind.Dropped => $"drop {subject}",
            StepKind.Archived => $"archive {subject}",
            _ => $"refuse because of {subject}: {step.Message}",
        };
    }

    private static string FingerprintOf(string subject, IReadOnlyList<string> lines) =>
        Convert.ToHexStringLower(
            // A line break in a name cannot make two lines of one: the length stands before each.
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(
                        lines
                            .Prepend(subject)
                            .Select(line => FormattableString.Invariant($"{line.Length}:{line}\n"))
                    )
                )
            )
        );
}
