namespace OpsCenter.Schema.V1;

/// <summary>Some of a shape's tables exist, others do not: neither a V1 database nor room for one.</summary>
public sealed class HalfMadeV1Exception : V1SeedException
{
    /// <summary>The refusal for a shape of which only some tables are there.</summary>
    public HalfMadeV1Exception(
        V1Shape shape,
        IReadOnlyList<string> present,
        IReadOnlyList<string> missing
    )
        : base(
            $"V1 shape {shape} is only partly there: {string.Join(", ", present)} can be seen, {string.Join(", ", missing)} cannot. "
                + "Seeding would mix sample data into a database of another make. Nothing was changed.",
            $"Seed an empty database; or name the shape that this one has, if it is not {shape}; "
                + "or, if these tables are of no use, drop them first."
        )
    {
        Present = present;
        Missing = missing;
    }

    /// <summary>The tables that the search_path finds.</summary>
    public IReadOnlyList<string> Present { get; }

    /// <summary>The tables that it does not find.</summary>
    public IReadOnlyList<string> Missing { get; }
}
