namespace OpsCenter.Migrations.Sessions;

/// <summary>A query and the values of its parameters, $1 first.</summary>
internal sealed record SessionQuery(string Sql, params object[] Arguments);
