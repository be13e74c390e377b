namespace OpsCenter.MigrationService.Configuration;

/// <summary>The value of one option.</summary>
/// <param name="Name">The option without its dashes.</param>
/// <param name="Value">The value as the command line takes it.</param>
internal sealed record ConfigValue(string Name, string Value);
