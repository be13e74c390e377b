using OpsCenter.MigrationService.CommandLine;

return await CommandTree.RunAsync(args);
