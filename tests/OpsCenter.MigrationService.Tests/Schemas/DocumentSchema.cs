using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using OpsCenter.Conformance.Reports;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Schemas;

/// <summary>The JSON Schema of each document, made of the types that write it.</summary>
internal static class DocumentSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The folder of the approved ones.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "json");

    /// <summary>All documents by the name of their schema.</summary>
    public static IReadOnlyDictionary<string, Type> Documents { get; } =
        typeof(JsonDocuments)
            .GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)
            .ToDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>As docs/json has it.</summary>
    public static string Write(string name) =>
        Node(name, isStrict: false).ToJsonString(Indented) + "\n";

    /// <summary>The same, and no field that it does not describe.</summary>
    public static string WriteStrict(string name) => Node(name, isStrict: true).ToJsonString();

    private static string NameOf(Type document) =>
        document == typeof(ReportDocument) ? "check"
        : document == typeof(FolderDocument) ? "folder-check"
        : JsonNamingPolicy.KebabCaseLower.ConvertName(
            document.Name.Replace("Document", "", StringComparison.Ordinal)
        );

    private static JsonObject Node(string name, bool isStrict)
    {
        var schema = JsonFormat
            .TypeOf(Documents[name])
            .GetJsonSchemaAsNode(
                new JsonSchemaExporterOptions
                {
                    TreatNullObliviousAsNonNullable = true,
                    TransformSchemaNode = (_, node) => Written(isStrict ? Closed(node) : node),
                }
            )
            .AsObject();
        schema["type"] = "object";
        schema["properties"]!
            .AsObject()
            .Insert(
                0,
                JsonFormat.SchemaVersionName,
                new JsonObject { ["const"] = JsonFormat.SchemaVersion }
            );
        schema["required"]!.AsArray().Insert(0, JsonFormat.SchemaVersionName);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", name);
        return schema;
    }

    /// <summary>The reader's options let a number be a text, too; it is never written as one.</summary>
    private static JsonNode Written(JsonNode node)
    {
        if (
            node is JsonObject schema
            && schema["type"] is JsonArray types
            && types.FirstOrDefault(type => type!.GetValue<string>() is "integer" or "number")
                is not null
        )
        {
            schema.Remove("pattern");
            types.RemoveAll(type => type!.GetValue<string>() == "string");
            if (types.Count == 1)
            {
                schema["type"] = types[0]!.GetValue<string>();
            }
        }

        return node;
    }

    private static JsonNode Closed(JsonNode node)
    {
        if (node is JsonObject schema && schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }

        return node;
    }
}
