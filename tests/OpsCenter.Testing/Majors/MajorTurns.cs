using Xunit;

namespace OpsCenter.Testing.Majors;

/// <summary>
/// Which majors a test runs on. On all that are named with OPSCENTER_TEST_MAJORS, and on all by default in a full run. Otherwise the
/// tests take turns, each on one of the default majors, so that the suite needs half the time and both majors are used.
/// </summary>
public static class MajorTurns
{
    private static readonly bool OnEach =
        TestRun.IsFull
        || Environment.GetEnvironmentVariable(TestMajors.Variable) is { Length: > 0 };

    /// <param name="test">The test's name. The same name always gives the same majors.</param>
    public static IReadOnlyList<int> Of(string test)
    {
        ArgumentNullException.ThrowIfNull(test);
        return At(test.Sum(letter => letter));
    }

    /// <summary>Theory data of cases: each on the majors of its turn.</summary>
    /// <typeparam name="T">What a case consists of.</typeparam>
    /// <param name="cases">The cases.</param>
    public static TheoryData<int, T> Cases<T>(params IReadOnlyList<T> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var data = new TheoryData<int, T>();
        foreach (var (turn, item) in cases.Index())
        {
            foreach (var major in At(turn))
            {
                data.Add(major, item);
            }
        }

        return data;
    }

    /// <param name="turn">The number of the case, from 0.</param>
    public static IReadOnlyList<int> At(int turn) =>
        OnEach ? TestMajors.List : [TestMajors.List[turn % TestMajors.List.Count]];
}
