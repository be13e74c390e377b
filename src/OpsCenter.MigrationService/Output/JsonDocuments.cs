using System.Text.Json.Serialization;
using OpsCenter.Conformance.Reports;
using OpsCenter.MigrationService.Output.Documents;

namespace OpsCenter.MigrationService.Output;

/// <summary>The documents that <c>--json</c> prints, written by code made at build: a native program has no reflection for it.</summary>
[JsonSerializable(typeof(ApplyDocument))]
[JsonSerializable(typeof(BackupContentsDocument))]
[JsonSerializable(typeof(BackupDocument))]
[JsonSerializable(typeof(DiagnoseDocument))]
[JsonSerializable(typeof(DryRunDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(FolderAdoptDocument))]
[JsonSerializable(typeof(FolderDocument))]
[JsonSerializable(typeof(FolderDryRunDocument))]
[JsonSerializable(typeof(FolderPlanDocument))]
[JsonSerializable(typeof(FolderRestoreDocument))]
[JsonSerializable(typeof(FolderRunDocument))]
[JsonSerializable(typeof(FolderStatusDocument))]
[JsonSerializable(typeof(FolderVerifyDocument))]
[JsonSerializable(typeof(FolderWorkerDocument))]
[JsonSerializable(typeof(NewDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(PreflightDocument))]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(RestoreArchiveDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(RollbackDocument))]
[JsonSerializable(typeof(SeedDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(StatusOfAllDocument))]
[JsonSerializable(typeof(VerifyDocument))]
[JsonSerializable(typeof(WorkerDocument))]
internal sealed partial class JsonDocuments : JsonSerializerContext;
