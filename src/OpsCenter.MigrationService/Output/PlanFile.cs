using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsCenter.Migrations.Planning;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Output;

/// <summary>The file in which a plan is kept until it is run: the JSON document of the plan.</summary>
internal static class PlanFile
{
    private const string ChecksumName = "checksum";

    /// <summary>Writes a plan. What exists is replaced.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, object document)
    {
        try
        {
            var plan = JsonNode.Parse(JsonFormat.Write(document))!.AsObject();
            plan.Add(ChecksumName, ChecksumOf(plan));
            OutputFile.Write(path, JsonFormat.Write(plan) + "\n");
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"The plan could not be written to {path}: {failure.Message} Nothing was changed.",
                "Name a file in a folder that this user may write to."
            );
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="UsageException">There is no such file, or it is not a whole plan.</exception>
    public static ApprovedPlan Read(string path)
    {
        try
        {
            // Whoever can write it approves in the place of this user.
            OutputFile.EnsureNotPlanted(path);
            var document = Found(JsonNode.Parse(File.ReadAllBytes(path))).AsObject();
            var checksum = TextOf(document[ChecksumName]);
            document.Remove(ChecksumName);
            if (checksum != ChecksumOf(document))
            {
                throw new UsageException(
                    $"{path} was edited after plan --out wrote it. Nothing was run.",
                    "Make the plan again with opscenter plan --out."
                );
            }

            var outline = Found(document["outline"]).AsObject();
            var plan = new PlanOutline(
                TextOf(outline["subject"]),
                [.. Found(outline["lines"]).AsArray().Select(TextOf)]
            );
            return new ApprovedPlan(path, plan);
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"The plan {path} could not be read: {failure.Message} Nothing was run.",
                "Give the file that opscenter plan --out wrote."
            );
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new UsageException(
                $"{path} is not a plan that opscenter plan --out wrote. Nothing was run.",
                "Make it with opscenter plan --out."
            );
        }
    }

    /// <summary>Of the whole document: a reviewer reads the statements, and the outline alone is compared.</summary>
    private static string ChecksumOf(JsonObject plan) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonFormat.Write(plan))));

    private static string TextOf(JsonNode? node) => Found(node).GetValue<string>();

    private static JsonNode Found(JsonNode? node) => node ?? throw new JsonException();
}
