using System.Globalization;
using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.Archives;

/// <summary>A copy of data, made in the transaction that drops or changes it.</summary>
/// <param name="Id">The number of the archive.</param>
/// <param name="Loss">What was copied.</param>
/// <param name="Table">The table that it was copied from.</param>
/// <param name="Archive">The table that holds it, qualified and quoted.</param>
internal sealed record WrittenArchive(long Id, DataLoss Loss, TableShape Table, string Archive)
{
    /// <summary>The rows of the batch that was copied; null if all were.</summary>
    public BatchRange? Range { get; init; }

    /// <summary>The name of that table without its schema.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"archive_{Id}");

    /// <summary>What it holds, as messages show it.</summary>
    public string Describe(long rows) =>
        Loss.Kind switch
        {
            LossKind.Table => string.Create(
                CultureInfo.InvariantCulture,
                $"{Amount.Of(rows, "row")} of {Loss.Table.Identity}"
            ),
            LossKind.Columns => string.Create(
                CultureInfo.InvariantCulture,
                $"values of {Amount.Of(rows, "row")} in {string.Join(", ", Table.Columns.Where(column => Loss.Columns.Contains(column.Number)).Select(column => column.Name))} of {Loss.Table.Identity}"
            ),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{Amount.Of(rows, "row")} of {Loss.Table.Identity} as they were before the rollback changed or deleted them"
            ),
        };
}
