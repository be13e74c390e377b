namespace OpsCenter.AppHost.GenericHost;

/// <summary>A command of <c>opscenter</c> that is run once, in the order of registration.</summary>
/// <param name="Name">What it is called in output.</param>
/// <param name="Arguments">Its arguments. They hold no secret.</param>
internal sealed record OpsCenterCommand(string Name, IReadOnlyList<string> Arguments);
