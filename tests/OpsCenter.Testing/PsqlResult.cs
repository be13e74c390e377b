namespace OpsCenter.Testing;

/// <summary>What a psql process left behind.</summary>
/// <param name="ExitCode">0: all went well; 1: psql's own error; 2: connection lost; 3: a script's error under ON_ERROR_STOP.</param>
/// <param name="StandardOutput">Results.</param>
/// <param name="StandardError">Notices and errors.</param>
public sealed record PsqlResult(int ExitCode, string StandardOutput, string StandardError);
