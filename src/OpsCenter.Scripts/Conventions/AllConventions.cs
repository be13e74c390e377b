using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts.Conventions;

/// <summary>The conventions that are known, and which of them a folder follows.</summary>
internal static class AllConventions
{
    private static readonly Plain LastResort = new();

    public static IReadOnlyList<FolderConvention> List { get; } =
    [
        new GolangMigrate(),
        new Flyway(),
        new Dbmate(),
        new Goose(),
        new SqlMigrate(),
        new NodePgMigrate(),
        new Diesel(),
        new Prisma(),
        new Sqitch(),
        LastResort,
    ];

    /// <summary>A convention by its name.</summary>
    /// <exception cref="MigrationFolderException">There is none of that name.</exception>
    public static FolderConvention Named(string name) =>
        List.FirstOrDefault(known => known.Name == name)
        ?? throw new MigrationFolderException(
            $"There is no convention \"{name}\".",
            $"Known are: {string.Join(", ", List.Select(known => known.Name))}."
        );

    /// <summary>The convention that a folder follows.</summary>
    /// <exception cref="MigrationFolderException">None, or more than one.</exception>
    public static FolderConvention Of(FolderFiles files)
    {
        var claims = List.Where(convention => convention != LastResort)
            .Select(convention => (Convention: convention, Files: convention.Claim(files)))
            .Where(claim => claim.Files.Count > 0)
            .ToList();
        return claims switch
        {
            [var only] => only.Convention,
            [] when LastResort.Claim(files).Count > 0 => LastResort,
            [] => throw new MigrationFolderException(
                $"There is no migration in {files.Path}.",
                $"Known are: {string.Join("; ", List.Select(known => $"{known.Name} ({known.Pattern})"))}."
            ),
            _ => throw new MigrationFolderException(
                $"The files of {files.Path} follow several conventions: "
                    + string.Join(
                        ", ",
                        claims.Select(claim =>
                            $"{claim.Files[0]} is one of {claim.Convention.Name}"
                        )
                    )
                    + ".",
                "Keep the files of one tool in a folder, or name the tool with --convention."
            ),
        };
    }
}
