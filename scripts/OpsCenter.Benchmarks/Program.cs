using OpsCenter.Benchmarks;

return await BenchmarkProgram.RunAsync(args);
