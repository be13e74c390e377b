using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
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

/// <summary>
/// How every JSON document is written: the version of its schema first, camelCase names, words for enumerations, nulls shown. docs/json has
/// the schemas.
/// </summary>
internal static class JsonFormat
{
    /// <summary>Counts up when a field of a document changes or goes. New fields come without a new version.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The field that has it.</summary>
    public const string SchemaVersionName = "schemaVersion";

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
    public static string Write(object document)
    {
        var written = JsonSerializer
            .SerializeToNode(document, document.GetType(), Documents)!
            .AsObject();
        written.Insert(0, SchemaVersionName, SchemaVersion);
        return Write(written);
    }

    /// <summary>Writes what was read, in the same form.</summary>
    public static string Write(JsonObject document) => document.ToJsonString(Documents.Options);

    /// <summary>How a type of <see cref="JsonDocuments"/> is written.</summary>
    public static JsonTypeInfo TypeOf(Type document) =>
        Documents.GetTypeInfo(document)
        ?? throw new ArgumentException($"{document} is no document.", nameof(document));

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower);
}
