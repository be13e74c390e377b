using OpsCenter.MigrationService;
using OpsCenter.ServiceDefaults.Output;

StandardStreams.Prepare();
return await CommandTree.RunAsync(args);
