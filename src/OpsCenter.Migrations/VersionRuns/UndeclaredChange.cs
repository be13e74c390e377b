namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A change of data that was there before, which a script does not declare.</summary>
/// <param name="Table">The table, qualified and quoted.</param>
/// <param name="What">What becomes of it.</param>
/// <param name="IsCertain">Whether an apply would be refused; otherwise only if the statement finds rows.</param>
public sealed record UndeclaredChange(string Table, string What, bool IsCertain);
