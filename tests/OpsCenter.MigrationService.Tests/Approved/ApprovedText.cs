using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Approved;

/// <summary>Compares a text with the file that a reviewer approved. OPSCENTER_APPROVE=1 writes the file instead.</summary>
internal static class ApprovedText
{
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "OpsCenter.MigrationService.Tests", "Approved");

    public static void ShouldBeApproved(this string text, string name)
    {
        var file = Path.Combine(Folder, $"{name}.approved.txt");
        if (Environment.GetEnvironmentVariable("OPSCENTER_APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing; OPSCENTER_APPROVE=1 writes it");
        text.ShouldBe(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
