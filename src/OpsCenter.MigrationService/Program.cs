using OpsCenter.MigrationService.CommandLine;
using OpsCenter.ServiceDefaults.Output;

StandardStreams.Prepare();
return await CommandTree.RunAsync(args);
