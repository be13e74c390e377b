using OpsCenter.Architecture.Tests.Sources;

namespace OpsCenter.Architecture.Tests;

public class FileTests
{
    [Fact]
    public void A_file_has_one_type_and_its_name() =>
        Repository
            .Sources.Where(file => file.Types.Count > 0)
            .Where(file =>
                file.Types.Count != 1
                || Path.GetFileNameWithoutExtension(file.Path) != file.Types[0]
            )
            .Select(file => $"{file}: {string.Join(", ", file.Types)}")
            .ShouldBeEmpty();

    [Fact]
    public void The_files_are_found() => Repository.Sources.Count.ShouldBeGreaterThan(100);

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Repository.Sources.Where(file => file.Lines > 300).ShouldBeEmpty();

    [Fact]
    public void No_SQL_that_somebody_writes_is_longer_than_300_lines() =>
        Repository.WrittenSql.Where(path => File.ReadLines(path).Skip(300).Any()).ShouldBeEmpty();

    [Fact]
    public void Nine_files_in_ten_are_shorter_than_160_lines_and_the_typical_one_than_60()
    {
        var lengths = Repository.Sources.Select(file => file.Lines).Order().ToList();

        lengths[lengths.Count * 9 / 10].ShouldBeLessThan(160);
        lengths[lengths.Count / 2].ShouldBeLessThan(60);
    }

    [Theory]
    [InlineData("Helpers")]
    [InlineData("Utils")]
    [InlineData("Utilities")]
    [InlineData("Common")]
    [InlineData("Misc")]
    public void No_folder_is_called(string name) =>
        Repository.Sources.Where(file => file.Folders.Contains(name)).ShouldBeEmpty();

    [Theory]
    [InlineData("TO" + "DO")]
    [InlineData("FIX" + "ME")]
    [InlineData("NotImplemented" + "Exception")]
    public void Nothing_is_left_for_later(string mark) =>
        Repository.Sources.Where(file => file.Text.Contains(mark)).ShouldBeEmpty();
}
