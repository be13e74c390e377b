namespace OpsCenter.MigrationService.Output.Documents;

/// <summary>The rows that a script wrote in a table that was there before.</summary>
internal sealed record FolderRowsDocument(string Table, long Inserted, long Updated, long Deleted);
