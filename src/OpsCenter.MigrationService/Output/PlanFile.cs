using System.Text.Json;
using OpsCenter.Migrations.Planning;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Output;

/// <summary>The file in which a plan is kept until it is run: the JSON document of the plan.</summary>
internal static class PlanFile
{
    /// <summary>Writes a plan. What exists is replaced.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static void Write(string path, object document)
    {
        try
        {
            OutputFile.Write(path, JsonFormat.Write(document) + "\n");
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
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var outline = document.RootElement.GetProperty("outline");
            var plan = new PlanOutline(
                TextOf(outline.GetProperty("subject")),
                [.. outline.GetProperty("lines").EnumerateArray().Select(TextOf)]
            );
            if (outline.GetProperty("fingerprint").GetString() != plan.Fingerprint)
            {
                throw new UsageException(
                    $"{path} was edited after plan --out wrote it: its fingerprint is not that of its lines. Nothing was run.",
                    "Make the plan again with opscenter plan --out."
                );
            }

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
        catch (Exception failure)
            when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException(
                $"{path} is not a plan that opscenter plan --out wrote. Nothing was run.",
                "Make it with opscenter plan --out."
            );
        }
    }

    private static string TextOf(JsonElement element) =>
        element.GetString() ?? throw new JsonException();
}
