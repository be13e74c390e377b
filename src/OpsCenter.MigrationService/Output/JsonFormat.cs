using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Versions;
using OpsCenter.Schema.V1;

namespace OpsCenter.MigrationService.Output;

/// <summary>How every JSON document is written: camelCase names, words for enumerations, nulls shown.</summary>
internal static class JsonFormat
{
    private static readonly JsonDocuments Documents = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            NewLine = "\n",
            // For a terminal or a file, never for HTML: names and messages stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                Words<ApplyOutcome>(),
                Words<MigrationDirection>(),
                Words<MigrationStanding>(),
                Words<PreflightSeverity>(),
                Words<PreservationVerdict>(),
                Words<RestoreArchiveOutcome>(),
                Words<RollbackOutcome>(),
                Words<StepKind>(),
                Words<V1Shape>(),
                Words<Verdict>(),
                Words<VersionState>(),
            },
        }
    );

    /// <param name="document">One of the types that <see cref="JsonDocuments"/> lists.</param>
    public static string Write(object document) =>
        JsonSerializer.Serialize(document, document.GetType(), Documents);

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower);
}
