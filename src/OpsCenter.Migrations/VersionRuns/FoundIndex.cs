using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>An index that is there.</summary>
/// <param name="Identity">Its name, qualified and quoted.</param>
/// <param name="IsValid">Whether its build has ended well.</param>
/// <param name="Key">What it is known by.</param>
internal sealed record FoundIndex(string Identity, bool IsValid, ObjectKey Key);
