using System.Text.Json;
using OpsCenter.Testing;

namespace OpsCenter.MigrationService.Tests.Schemas;

/// <summary>docs/json describes what the commands print. OPSCENTER_APPROVE=1 writes it.</summary>
public sealed class SchemaTests
{
    private const string Ending = ".schema.json";

    public static TheoryData<string> Names => [.. DocumentSchema.Documents.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_schema_is_what_the_types_say(string name) =>
        DocumentSchema
            .Write(name)
            .ShouldBeApprovedIn(Path.Combine(DocumentSchema.Folder, name + Ending));

    [Fact]
    public void No_schema_is_an_orphan_and_the_index_lists_all()
    {
        var files = Directory
            .GetFiles(DocumentSchema.Folder, "*" + Ending)
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)
            .ToList();

        files.ShouldBe(
            DocumentSchema
                .Documents.Keys.Select(name => name + Ending)
                .Order(StringComparer.Ordinal)
        );
        var index = File.ReadAllText(Path.Combine(DocumentSchema.Folder, "README.md"));
        files.Where(file => !index.Contains($"]({file})")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"schemaVersion": 1, "file": "a", "unread": []}""", true)]
    [InlineData("""{"file": "a", "unread": []}""", false)]
    [InlineData("""{"schemaVersion": 2, "file": "a", "unread": []}""", false)]
    [InlineData("""{"schemaVersion": 1, "file": null, "unread": []}""", false)]
    [InlineData("""{"schemaVersion": 1, "file": "a", "unread": [1]}""", false)]
    [InlineData("""{"schemaVersion": 1, "file": "a", "unread": [], "more": 1}""", false)]
    public void A_document_that_differs_from_its_schema_is_found(string text, bool isValid)
    {
        using var document = JsonDocument.Parse(text);

        (DocumentContract.Errors("diagnose", document.RootElement).Count == 0).ShouldBe(isValid);
    }
}
