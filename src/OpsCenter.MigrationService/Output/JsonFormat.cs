using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.MigrationService.Output;

/// <summary>How every JSON document is written: camelCase names, words for enumerations, nulls shown.</summary>
internal static class JsonFormat
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // For a terminal or a file, never for HTML: names and messages stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write(object document) => JsonSerializer.Serialize(document, Options);
}
