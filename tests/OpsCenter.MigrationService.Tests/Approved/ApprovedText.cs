using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Approved;

/// <summary>Compares a text with the file that a reviewer approved. OPSCENTER_APPROVE=1 writes the file instead.</summary>
internal static class ApprovedText
{
    public static string Folder { get; } =
        Path.Combine(Repository.Root, "tests", "OpsCenter.MigrationService.Tests", "Approved");

    public static void ShouldBeApproved(this string text, string name) =>
        text.ShouldBeApprovedIn(Path.Combine(Folder, $"{name}.approved.txt"));
}
