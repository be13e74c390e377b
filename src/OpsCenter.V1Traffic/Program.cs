using OpsCenter.V1Traffic.CommandLine;

return await TrafficCommand.RunAsync(args);
