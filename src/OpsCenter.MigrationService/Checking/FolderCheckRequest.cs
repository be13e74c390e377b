using OpsCenter.Conformance.Folders;
using OpsCenter.Scripts;

namespace OpsCenter.MigrationService.Checking;

/// <summary>What <c>opscenter check --migrations</c> is asked to do. All of it is read and found to be usable.</summary>
/// <param name="Folder">The migrations.</param>
/// <param name="Options">Which of them, and against what.</param>
/// <param name="Place">The server.</param>
/// <param name="Reports">The files to write.</param>
internal sealed record FolderCheckRequest(
    MigrationFolder Folder,
    FolderCheckOptions Options,
    CheckPlace Place,
    CheckReports Reports
);
