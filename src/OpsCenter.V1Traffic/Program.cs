using OpsCenter.ServiceDefaults.Output;
using OpsCenter.V1Traffic.CommandLine;

StandardStreams.Prepare();
return await TrafficCommand.RunAsync(args);
