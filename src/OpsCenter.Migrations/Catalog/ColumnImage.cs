namespace OpsCenter.Migrations.Catalog;

/// <summary>A column as the catalog describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type with modifiers, for example <c>character varying(512)</c>.</param>
/// <param name="Created">Whether the migration recorded it as its own.</param>
public sealed record ColumnImage(string Name, string Type, bool Created);
