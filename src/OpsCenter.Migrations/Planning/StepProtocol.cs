using System.Collections.Frozen;
using Npgsql;

namespace OpsCenter.Migrations.Planning;

/// <summary>The SQLSTATEs by which a script tells its steps: docs/architecture.md, "The script protocol".</summary>
internal static class StepProtocol
{
    /// <summary>The error of a script that refuses: nothing was changed.</summary>
    public const string Refusal = "OCREF";

    private static readonly FrozenDictionary<string, StepKind> Kinds = new Dictionary<
        string,
        StepKind
    >(StringComparer.Ordinal)
    {
        ["OCADD"] = StepKind.Added,
        ["OCKEP"] = StepKind.Kept,
        ["OCDIF"] = StepKind.Differs,
        ["OCSKP"] = StepKind.Skipped,
        ["OCOBS"] = StepKind.Obstacle,
        ["OCDRP"] = StepKind.Dropped,
        ["OCARC"] = StepKind.Archived,
        ["OCRES"] = StepKind.Restored,
        ["OCTIP"] = StepKind.Advice,
        ["OCEND"] = StepKind.Outcome,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind that a SQLSTATE of the protocol stands for.</summary>
    public static StepKind KindOf(string sqlState) => Kinds[sqlState];

    /// <summary>The step that a notice tells, or null for a notice of the server's own.</summary>
    public static MigrationStep? Read(PostgresNotice notice)
    {
        if (!Kinds.TryGetValue(notice.SqlState, out var kind))
        {
            return null;
        }

        return new MigrationStep(
            kind,
            Given(notice.DataTypeName),
            Given(notice.SchemaName),
            Given(notice.TableName),
            Given(notice.ColumnName) ?? Given(notice.ConstraintName),
            notice.MessageText
        );
    }

    /// <summary>RAISE takes no null for an option: a script sends an empty text instead.</summary>
    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
