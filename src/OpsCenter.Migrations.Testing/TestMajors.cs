using System.Globalization;
using OpsCenter.Migrations.Testing.Servers;
using Xunit;

namespace OpsCenter.Migrations.Testing;

/// <summary>The PostgreSQL majors under test.</summary>
public static class TestMajors
{
    /// <summary>The environment variable with the majors, such as <c>13,18</c>.</summary>
    public const string Variable = "OPSCENTER_TEST_MAJORS";

    private const string Default = "15,18";

    private static readonly Lazy<IReadOnlyList<int>> Wanted = new(Read);

    /// <summary>
    /// All majors as theory data: <c>[MemberData(nameof(TestMajors.All), MemberType = typeof(TestMajors))]</c>.
    /// </summary>
    public static TheoryData<int> All => [.. Wanted.Value];

    /// <summary>All majors, oldest first.</summary>
    public static IReadOnlyList<int> List => Wanted.Value;

    /// <summary>The newest major, for tests that need only one server.</summary>
    public static int Newest => Wanted.Value[^1];

    /// <summary>The oldest major.</summary>
    public static int Oldest => Wanted.Value[0];

    private static IReadOnlyList<int> Read()
    {
        if (GivenServer.ConnectionString is not null)
        {
            return [GivenServer.Major];
        }

        var majors = Environment.GetEnvironmentVariable(Variable);
        return
        [
            .. (string.IsNullOrWhiteSpace(majors) ? Default : majors)
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(major => int.Parse(major, CultureInfo.InvariantCulture))
                .Order(),
        ];
    }
}
